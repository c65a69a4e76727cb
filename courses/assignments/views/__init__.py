"""The learner's pages of an assignment, and the address that its files arrive at."""
