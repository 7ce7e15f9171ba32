"""Tables of exact paths in as few bytes of JavaScript as a short decoder can still read quickly.

1. A record is a source, a space and what it leads to, coded with a dictionary. A second space stands for the
   stem of the source: the name that a page keeps when it moves.
2. Records stand in buckets, by a sum over some characters of the source. A record begins with `!` and a mark,
   which comes of the same sum: hardly ever is one decoded that is not the one.
3. One character of code stands for itself, for a text (`ones`), or together with the next for an entry of
   the dictionary, which is coded itself. Entries of one coded size stand in one string (a shelf), so that an
   entry is found by its number.

`templates/tables/packed.js.j2` is the other half of this package.
"""

from cloudfront_functions.packing.alphabet import BEGIN
from cloudfront_functions.packing.dictionary import Dictionary
from cloudfront_functions.packing.hashing import Hashing, spread_evenly
from cloudfront_functions.packing.records import is_packable, record
from cloudfront_functions.packing.table import Packed, fill_buckets, pack
from cloudfront_functions.packing.train import train

__all__ = [
    "BEGIN",
    "Dictionary",
    "Hashing",
    "Packed",
    "fill_buckets",
    "is_packable",
    "pack",
    "record",
    "spread_evenly",
    "train",
]
