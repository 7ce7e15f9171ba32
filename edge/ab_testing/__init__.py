"""Experiments at the edge: pure assignment and effects, and one thin feature that acts on three events."""
