"""Writes of the register: batches, issuing, corrections, revocations."""
