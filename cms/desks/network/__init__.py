"""The desk of the network in the admin: the register of cities, its import and export, jobs, and the audit log."""
