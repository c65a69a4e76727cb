"""The gallery at /styleguide/: every component with example data, as pages and tests see it."""
