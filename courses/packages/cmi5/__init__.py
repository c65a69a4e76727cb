"""cmi5: what cmi5.xml says, as data."""
