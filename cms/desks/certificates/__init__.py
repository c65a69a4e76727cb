"""The certificate desk."""
