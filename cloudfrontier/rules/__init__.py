"""One rule a file, each with its id, source and samples; tuples are the whole list, there is no discovery."""
