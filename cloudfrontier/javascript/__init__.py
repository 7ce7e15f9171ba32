"""JavaScript as CloudFront reads it: the parser, the gate of each runtime, and the engine behind one door."""
