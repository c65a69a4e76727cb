"""Programmes, editions, invitations of cities, nominations of officials, seats."""
