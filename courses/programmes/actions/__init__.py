"""Writes of the programmes: invitations of cities, and nominations of officials."""
