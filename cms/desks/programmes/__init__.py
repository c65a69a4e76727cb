"""Programmes, invitations, nominations."""
