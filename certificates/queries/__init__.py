"""Reads of the register: who is eligible, what is issued, who may see it, what a verifier is told."""
