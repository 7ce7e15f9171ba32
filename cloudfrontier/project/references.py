"""The checks of a project as a whole, in the order of its tables; `checks` has a module for each theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloudfrontier.project.checks.attachments import check_attachments, note_unattached
from cloudfrontier.project.checks.behaviors import check_behaviors
from cloudfrontier.project.checks.experiments import check_experiments
from cloudfrontier.project.checks.failures import check_failures
from cloudfrontier.project.checks.features import check_features
from cloudfrontier.project.checks.files import check_files, note_missing_keys
from cloudfrontier.project.checks.functions import check_functions
from cloudfrontier.project.checks.handlers import check_handlers, note_unused_features
from cloudfrontier.project.checks.origins import check_origins
from cloudfrontier.project.checks.policies import check_policies
from cloudfrontier.project.checks.remote_config import check_remote_config
from cloudfrontier.project.checks.response_headers import check_response_headers
from cloudfrontier.project.checks.settings import check_settings
from cloudfrontier.project.checks.viewers import check_viewers
from cloudfrontier.project.checks.visitor_id import check_visitor_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cloudfrontier.project.decode import Draft
    from cloudfrontier.project.mistake import Mistake

__all__ = ["check", "notes"]


def check(draft: Draft, *, root: Path) -> Iterator[Mistake]:
    """What is wrong with the tables together, and with the files that they name below `root`."""
    yield from check_settings(draft)
    yield from check_origins(draft)
    yield from check_failures(draft)
    yield from check_viewers(draft, root=root)
    yield from check_functions(draft)
    yield from check_handlers(draft)
    yield from check_features(draft)
    yield from check_experiments(draft)
    yield from check_visitor_id(draft)
    yield from check_remote_config(draft)
    yield from check_policies(draft)
    yield from check_response_headers(draft)
    yield from check_behaviors(draft)
    yield from check_attachments(draft)
    yield from check_files(draft, root=root)


def notes(draft: Draft, *, root: Path) -> Iterator[Mistake]:
    """What is wrong in nothing but worth a look."""
    yield from note_unattached(draft)
    yield from note_unused_features(draft)
    yield from note_missing_keys(draft, root=root)
