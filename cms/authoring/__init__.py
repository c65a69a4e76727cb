"""Writing interactive content in the admin: forms made from what each library says of its parameters."""
