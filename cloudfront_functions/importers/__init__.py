"""What a site has today, as rules: `_redirects`, `_headers`, tables, vercel.json, nginx, S3 website rules.

Every importer gives rules and, for what it could not translate, a problem at its line with the nearest thing
that works.
"""

from cloudfront_functions.importers.formats import FORMATS, FormatName, detect_format, import_text
from cloudfront_functions.importers.imported import Imported
from cloudfront_functions.importers.toml_text import toml_of

__all__ = ["FORMATS", "FormatName", "Imported", "detect_format", "import_text", "toml_of"]
