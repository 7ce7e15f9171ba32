"""JavaScript as CloudFront reads it: the parser, the feature gate per runtime, and the engine behind one interface."""
