"""What Lambda says of a function, as `aws lambda get-function-configuration` prints it."""

from cloudfrontier.rules.bundle.configuration.read import configuration_from, read_configuration
from cloudfrontier.rules.bundle.configuration.values import FunctionConfiguration

__all__ = ["FunctionConfiguration", "configuration_from", "read_configuration"]
