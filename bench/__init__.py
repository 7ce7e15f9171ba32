"""Benchmarks against peers or the naive way: each prints what was measured, both figures and their ratio."""
