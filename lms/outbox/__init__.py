"""Domain events: what happened, written in the transaction in which it happened, and handed upward after commit."""
