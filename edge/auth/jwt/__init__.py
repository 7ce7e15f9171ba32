"""JSON Web Tokens: whether one is true and meant for us, by the standard library where that is enough."""

from edge.auth.jwt.keys import KeySet, KeySetError
from edge.auth.jwt.token import TokenError
from edge.auth.jwt.verifier import Issuer, Verifier

__all__ = ["Issuer", "KeySet", "KeySetError", "TokenError", "Verifier"]
