"""The designs' drawings, made by code: `python -m certificates.render.artwork` writes them to designs/*.svg."""
