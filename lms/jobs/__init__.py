"""Jobs: one row for each piece of work that must happen, so that no broker, worker or restart can lose it."""
