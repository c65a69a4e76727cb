"""How pages travel: squeezed, compressed, answered with 304 when unchanged."""
