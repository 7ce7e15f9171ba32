"""What rules mean, in plain Python: what every compiled function is compared with.

Written to be read, not to be fast: each rule is tried in its order, patterns are regular expressions. Nothing
here knows of tables, trees or JavaScript.
"""

from cloudfront_functions.reference.evaluate import evaluate
from cloudfront_functions.reference.paths import match_path

__all__ = ["evaluate", "match_path"]
