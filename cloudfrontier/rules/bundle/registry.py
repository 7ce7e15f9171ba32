"""The rules on packages, named one by one: what is not in this tuple is not a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.rules.bundle.active_tracing import ActiveTracing
from cloudfrontier.rules.bundle.architecture import Architecture
from cloudfrontier.rules.bundle.arguments import Arguments
from cloudfrontier.rules.bundle.baked_secrets import BakedSecrets
from cloudfrontier.rules.bundle.compiled_code import CompiledCode
from cloudfrontier.rules.bundle.computed_import import ComputedImport
from cloudfrontier.rules.bundle.container_image import ContainerImage
from cloudfrontier.rules.bundle.credentials import Credentials
from cloudfrontier.rules.bundle.customer_key import CustomerKey
from cloudfrontier.rules.bundle.dead_letter_queue import DeadLetterQueue
from cloudfrontier.rules.bundle.environment import Environment
from cloudfrontier.rules.bundle.function_state import FunctionState
from cloudfrontier.rules.bundle.glibc import Glibc
from cloudfrontier.rules.bundle.handler import Handler
from cloudfrontier.rules.bundle.home_region import HomeRegion
from cloudfrontier.rules.bundle.import_work import ImportWork
from cloudfrontier.rules.bundle.layers import Layers
from cloudfrontier.rules.bundle.legacy_zip_size import LegacyZipSize
from cloudfrontier.rules.bundle.memory import Memory
from cloudfrontier.rules.bundle.missing_import import MissingImport
from cloudfrontier.rules.bundle.other_code import OtherCode
from cloudfrontier.rules.bundle.other_language import OtherLanguage
from cloudfrontier.rules.bundle.permissions import Permissions
from cloudfrontier.rules.bundle.platform import Platform
from cloudfrontier.rules.bundle.private_key import PrivateKey
from cloudfrontier.rules.bundle.python_abi import PythonAbi
from cloudfrontier.rules.bundle.region import Region
from cloudfrontier.rules.bundle.requires_python import RequiresPython
from cloudfrontier.rules.bundle.runtime import Runtime
from cloudfrontier.rules.bundle.snap_start import SnapStart
from cloudfrontier.rules.bundle.storage import Storage
from cloudfrontier.rules.bundle.syntax import Syntax
from cloudfrontier.rules.bundle.tags import Tags
from cloudfrontier.rules.bundle.timeout import Timeout
from cloudfrontier.rules.bundle.tracer import Tracer
from cloudfrontier.rules.bundle.unread import Unread
from cloudfrontier.rules.bundle.unwanted_files import UnwantedFiles
from cloudfrontier.rules.bundle.unzipped_size import UnzippedSize
from cloudfrontier.rules.bundle.unzipping import Unzipping
from cloudfrontier.rules.bundle.variables import Variables
from cloudfrontier.rules.bundle.vpc import Vpc
from cloudfrontier.rules.bundle.zip_size import ZipSize

if TYPE_CHECKING:
    from cloudfrontier.rules.bundle.bundle import BundleRule

__all__ = ["BUNDLE_RULES"]

BUNDLE_RULES: tuple[BundleRule, ...] = (
    ZipSize(),
    LegacyZipSize(),
    UnzippedSize(),
    Memory(),
    Timeout(),
    Runtime(),
    CompiledCode(),
    MissingImport(),
    Handler(),
    ComputedImport(),
    Syntax(),
    Arguments(),
    Environment(),
    Unzipping(),
    Permissions(),
    Platform(),
    Glibc(),
    PythonAbi(),
    RequiresPython(),
    PrivateKey(),
    Credentials(),
    BakedSecrets(),
    UnwantedFiles(),
    Region(),
    ImportWork(),
    Tracer(),
    Layers(),
    Variables(),
    ContainerImage(),
    Architecture(),
    Vpc(),
    Storage(),
    DeadLetterQueue(),
    ActiveTracing(),
    CustomerKey(),
    SnapStart(),
    HomeRegion(),
    FunctionState(),
    OtherCode(),
    Tags(),
    OtherLanguage(),
    Unread(),
)
"""Every rule on packages, in the order of their ids."""
