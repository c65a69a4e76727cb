"""Whether this installation is alive and ready, for load balancers, monitors and the start of the demo."""
