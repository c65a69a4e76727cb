"""People who sign in: the user, the roles, sign-in and sign-up by invitation."""
