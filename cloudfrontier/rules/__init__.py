"""One rule a file, each with its id, source and samples; the tuples below are the whole list, no discovery."""
