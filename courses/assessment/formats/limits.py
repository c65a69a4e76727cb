"""How much of a file is read. What is larger was not written by a person."""

MB = 1024 * 1024
FILE = 5 * MB
UNPACKED = 20 * MB
ENTRIES = 5000
ITEMS = 500
"""Questions of one file, in and out: as many as can be taken into the bank at once."""
TEXT = 20_000
"""Characters of one text."""
ANSWERS = 200
"""Choices, pairs, forms or gaps of one question."""
NAME = 200
