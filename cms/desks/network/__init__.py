"""Cities, people and the network."""
