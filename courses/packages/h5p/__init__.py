"""An H5P host as a library: what packages and libraries must be, and what a content needs. It knows no table."""
