"""A CloudFront on your own machine: the four events, the cache between them, both runtimes."""
