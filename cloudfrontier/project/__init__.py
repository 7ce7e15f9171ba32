"""edge.toml -> Project: what a user declares, parsed once, with every mistake reported at its place."""

from cloudfrontier.project.loading import LoadedProject, load

__all__ = ["LoadedProject", "load"]
