"""Interface languages and their catalogues."""
