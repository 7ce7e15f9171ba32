"""What stands for the origins of a distribution on this machine: a folder, Python, or nothing."""
