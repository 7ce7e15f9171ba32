"""JavaScript as CloudFront reads it: the parser, the gate of each runtime, and the engine behind one door."""

from cloudfrontier.javascript.characters import install

# before any module of this package imports esprima
install()
