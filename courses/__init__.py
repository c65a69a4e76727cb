"""What is taught and who learns it, a folder for each step of the flow."""
