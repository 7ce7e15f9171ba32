"""What the tables of `edge.toml` share: unknown keys are errors, and a few kinds of text recur."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from cloudfrontier.cloudfront.runtimes import FunctionRuntime

__all__ = [
    "COUNTRY_PATTERN",
    "KEY_ID_PATTERN",
    "NAME_PATTERN",
    "RULE_ID_PATTERN",
    "STRICT",
    "URL_PATH_PATTERN",
    "FeatureName",
    "FunctionRuntime",
    "LambdaRuntime",
    "LogLevel",
    "Logging",
    "Name",
    "PythonRuntime",
    "RelativePath",
    "RuleId",
    "UrlPath",
]

STRICT = ConfigDict(extra="forbid")

NAME_PATTERN = r"^[a-zA-Z0-9][a-zA-Z0-9_-]{0,63}$"
URL_PATH_PATTERN = r"^/"
RULE_ID_PATTERN = r"^[A-Z]{3}[1-9][0-9]{2}$"

COUNTRY_PATTERN = r"^[A-Z]{2}$"
KEY_ID_PATTERN = r"^[A-Za-z0-9]{1,64}$"

Name = Annotated[str, Field(pattern=NAME_PATTERN)]
"""Names a thing of the project; AWS allows the same characters in the names of functions."""
UrlPath = Annotated[str, Field(pattern=URL_PATH_PATTERN)]
"""A path of a URL, or a pattern of such paths."""
RelativePath = Annotated[str, Field(min_length=1)]
"""A file or folder, relative to the folder of edge.toml."""
RuleId = Annotated[str, Field(pattern=RULE_ID_PATTERN)]
"""The id of a rule; which rules there are, this layer does not know."""

PythonRuntime = Literal["python3.10", "python3.11", "python3.12", "python3.13", "python3.14"]
LambdaRuntime = Literal[PythonRuntime, "nodejs22.x", "nodejs24.x"]
FeatureName = Literal["auth", "ab_testing"]
LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
Logging = Literal["powertools", "lean"]
