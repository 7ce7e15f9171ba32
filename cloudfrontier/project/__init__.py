"""edge.toml -> Project: what a user declares, parsed once, with every mistake reported at its place."""
