"""A plan and a record with something in every field, for tests of how they are kept and shown."""

from __future__ import annotations

from cloudfrontier.cloudfront.finding import Finding
from infra.associations import Held, Slot
from infra.cost import Cost
from infra.plan import Conflict, Edit, Plan, Step, Target
from infra.records import Applied, Record

__all__ = ["PLAN", "RECORD"]

_OLD, _NEW = "arn:aws:cloudfront::123456789012:function/{}".format, "shop-router-89abcdef"

PLAN = Plan(
    "E123",
    "d1.cloudfront.net",
    "123456789012",
    "shop",
    steps=(
        Step("function", "shop-router-01234567", "create"),
        Step("handler", "shop-gate", "update", "code"),
    ),
    edits=(
        Edit(Slot("/a", "viewer-request"), None, Target("handler", "shop-gate", include_body=True)),
        Edit(Slot("*", "viewer-request"), Held("function", _OLD("b")), Target("function", _NEW, _OLD(_NEW))),
        Edit(Slot("*", "viewer-response"), Held("function", _OLD("a")), None),
    ),
    conflicts=(Conflict("something is held", "run with --replace"),),
    findings=(Finding("DST411", "error", "distribution E123", 0, 0, "mixed", "move it"),),
    standing=2,
    cost=Cost(1, 2.5, 3, 4.5),
    role="arn:aws:iam::123456789012:role/edge",
    manifest_sha256="ab",
)
RECORD = Record(
    id="20261123T100000.000000Z-000000",
    kind="attach",
    distribution="E123",
    project="shop",
    who="arn:aws:sts::123456789012:assumed-role/deployer/somebody",
    started="2026-11-23T10:00:00+00:00",
    plan=PLAN,
    before={"*": {"FunctionAssociations": {"Quantity": 0}, "LambdaFunctionAssociations": None}},
    changes=(Applied(Slot("*", "viewer-response"), Held("function", _OLD("a")), None),),
    state="done",
    finished="2026-11-23T10:05:00+00:00",
)
