"""The learning records: append-only facts about what a learner did."""
