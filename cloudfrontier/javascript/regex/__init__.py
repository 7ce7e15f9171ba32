"""Regular expressions: what they say, what other engines read otherwise, and which can take for ever."""

from cloudfrontier.javascript.regex.ambiguity import Ambiguity, find_ambiguity
from cloudfrontier.javascript.regex.oddities import ODDITIES, Oddity
from cloudfrontier.javascript.regex.parse import Regex, Seen, parse_regex

__all__ = ["ODDITIES", "Ambiguity", "Oddity", "Regex", "Seen", "find_ambiguity", "parse_regex"]
