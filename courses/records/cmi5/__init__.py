"""cmi5: sessions of assignable units, and as much of an xAPI record store as they speak to.

The seam to a full record store: `statements.take_statements` and `documents`. Nothing outside knows how statements lie.
"""
