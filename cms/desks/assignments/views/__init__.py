"""The queue, and marking one after the other."""
