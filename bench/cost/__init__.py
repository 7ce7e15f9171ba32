"""Weighs the counts of `cloudfrontier.javascript.cost` anew: `python -m bench.cost`, with an njs on PATH."""
