"""Sign-in at the edge: pure decisions over a request, and one thin feature that acts on them."""
