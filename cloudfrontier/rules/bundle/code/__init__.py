"""Python in a package, read and never run: what it imports, what it calls, and when."""
