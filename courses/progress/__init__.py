"""Read models folded from the records by jobs, and the completion decision."""
