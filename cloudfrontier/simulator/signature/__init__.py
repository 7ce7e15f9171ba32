"""Signed URLs and signed cookies as a behavior with trusted key groups verifies them."""

from cloudfrontier.simulator.signature.check import check_signature, without_signature
from cloudfrontier.simulator.signature.credentials import RESERVED

__all__ = ["RESERVED", "check_signature", "without_signature"]
