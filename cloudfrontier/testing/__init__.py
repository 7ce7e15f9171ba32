"""Public helpers for tests: the client of the simulated distribution and the pytest plugin that wraps it."""
