"""What `cloudfrontier check` does with what it is given: files, folders, projects, a distribution's JSON.

Rules judge values; here the values come from: files are found and read, code is run on sample events, and
everything that was found is put together. Nothing here prints.
"""

from cloudfrontier.validator.check import check_project, check_targets
from cloudfrontier.validator.distribution import check_distribution
from cloudfrontier.validator.functions import FunctionOptions, check_function_file
from cloudfrontier.validator.packages import PackageOptions, check_package_file
from cloudfrontier.validator.report import CheckReport, merged
from cloudfrontier.validator.targets import Target, find_targets

__all__ = [
    "CheckReport",
    "FunctionOptions",
    "PackageOptions",
    "Target",
    "check_distribution",
    "check_function_file",
    "check_package_file",
    "check_project",
    "check_targets",
    "find_targets",
    "merged",
]
