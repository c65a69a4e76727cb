"""Who takes which edition, pinned to outline revisions."""
