"""Questions in the formats of other programs: pure converters, which never touch the database.

Every format reads bytes into `items.Reading` and writes items into `items.Writing`; both say of each item whether it
was taken, taken with a loss (and which), or refused (and why). A file holds one language, which the caller names.
"""
