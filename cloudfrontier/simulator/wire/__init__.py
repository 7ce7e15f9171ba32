"""HTTP messages to the events of both runtimes, and back: the only place that knows the shapes on both sides.

Each reader takes the message that the event was made from, what was given and what came back. What the code
left alone keeps its original bytes, what it never saw (disallowed headers) passes by it, and the rest is
taken over. Readers expect values that passed the return rules.
"""
