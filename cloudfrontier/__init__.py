"""The toolchain around code for CloudFront's edge: it builds, checks, simulates and tests; it never ships."""

__all__ = ["__version__"]

__version__ = "0.1.0"
