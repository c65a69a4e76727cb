"""Essays: what no server can mark waits for a person."""
