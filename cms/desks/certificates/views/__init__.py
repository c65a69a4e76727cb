"""Pages of the certificate desk."""
