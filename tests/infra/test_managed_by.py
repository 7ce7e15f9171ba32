"""Tags that say which tool made a distribution, and tags that say nothing of the kind."""

from __future__ import annotations

import pytest

from infra.managed_by import managed_by

TOLD = {
    "a stack": ({"aws:cloudformation:stack-name": "web", "team": "a"}, "CloudFormation (stack web)"),
    "terraform, as people tag": ({"ManagedBy": "Terraform"}, "Terraform (tag ManagedBy)"),
    "with a dash": ({"managed-by": "opentofu"}, "opentofu (tag managed-by)"),
    "as a sentence": ({"created by": "pulumi up"}, "pulumi (tag created by)"),
    "as a flag": ({"terraform": "true"}, "terraform (tag terraform)"),
}
SILENT = {
    "nothing": {},
    "a person": {"ManagedBy": "the web team"},
    "a flag that is off": {"terraform": "false"},
    "an unrelated value": {"repository": "acme/terraform-modules"},
}


@pytest.mark.parametrize(("tags", "told"), TOLD.values(), ids=TOLD)
def test_a_tool_that_tags_say(tags: dict[str, str], told: str) -> None:
    assert managed_by(tags) == told


@pytest.mark.parametrize("tags", SILENT.values(), ids=SILENT)
def test_tags_that_say_none(tags: dict[str, str]) -> None:
    assert managed_by(tags) == ""
