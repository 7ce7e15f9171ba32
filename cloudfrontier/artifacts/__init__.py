"""Project -> dist/: rendered functions, reproducible zips, and the manifest that everything later reads."""
