"""Contents, uploads and libraries at the desk."""
