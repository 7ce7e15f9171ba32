"""Kinds of steps that have one form each: a module a kind, which turns the step into its code."""
