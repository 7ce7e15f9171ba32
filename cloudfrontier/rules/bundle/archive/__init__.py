"""Zips of anybody's, read so that none can do harm: bounded in size, number and time, and never unpacked."""

from cloudfrontier.rules.bundle.archive.archive import Archive, ArchiveFault, NotZipError, read_archive

__all__ = ["Archive", "ArchiveFault", "NotZipError", "read_archive"]
