"""Attaches what was built to a real distribution; the only place of the toolchain that imports boto3."""
