"""Machine code in a package: for which machine, C library and Python it was made."""
