"""Questions of the bank from files and into files."""
