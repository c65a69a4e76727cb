"""The audit log: who changed what, when, and from which state to which. Written once, never changed."""
