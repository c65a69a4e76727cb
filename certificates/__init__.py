"""What is awarded: designs, numbers, issuing, rendering, public verification."""
