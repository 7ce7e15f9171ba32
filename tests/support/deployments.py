"""What tests of deployments share: an account of moto's and the fake's, a built project, and a patient clock.

Nothing sleeps: the clock of a `Place` moves on when somebody waits. Its distributions are Deployed at the
second look.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from cloudfront_api import ACCOUNT, distribution_config, session
from moto import mock_aws

from cloudfrontier.artifacts.manifest import FunctionArtifact, HandlerArtifact, Manifest, StoreArtifact
from cloudfrontier.project import LoadedProject, load
from cloudfrontier.testing.fake_cloudfront import FakeCloudFront, lambda_lookup_from
from infra.apply import Journal, Run, apply
from infra.artefacts import Artefacts
from infra.associations import attached
from infra.aws import Aws
from infra.desired import Desired, desired_of
from infra.distributions import read_distribution
from infra.make_plan import PlanOptions, make_plan
from infra.pace import Pace
from infra.permissions import trust_policy
from infra.read_state import read_live
from infra.records import FolderRecords, Record
from infra.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from infra.plan import Plan

__all__ = ["Place", "Project", "account", "attached_names", "shop_project"]

Behaviors = dict[str, dict[str, str]]
"""Path pattern -> event -> name."""


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds

    def now(self) -> datetime:
        self.seconds += 1  # so that ids of records sort by time
        return datetime(2026, 11, 23, tzinfo=UTC) + timedelta(seconds=self.seconds)


class Project:
    """A project on disk as `build` leaves it, made of nothing but a few lines of code."""

    def __init__(self, root: Path, name: str = "shop") -> None:
        self.root = root
        self.name = name
        self.functions: dict[str, tuple[str, str]] = {}
        self.handlers: dict[str, tuple[tuple[str, ...], str]] = {}
        self.stores: dict[str, dict[str, str]] = {}
        self.behaviors: Behaviors = {}
        self.comments: dict[str, str] = {}
        self.memory = 128
        self.live = ""
        """Parameter of SSM with the live settings that handlers may read."""
        (root / "site").mkdir(parents=True, exist_ok=True)

    @property
    def dist(self) -> Path:
        return self.root / "dist"

    def function(self, name: str, code: str = "one", *, event: str = "viewer-request") -> None:
        """A CloudFront Function; other `code` is another build of it."""
        self.functions[name] = (event, f"function handler(event) {{ return event.request; }} // {code}")

    def handler(self, name: str, code: str = "one", *, events: tuple[str, ...] = ("viewer-request",)) -> None:
        """A handler; other `code` is another build of it."""
        self.handlers[name] = (events, f"def lambda_handler(event, context): return {code!r}")

    def attach(self, pattern: str, **events: str) -> None:
        """`viewer_request="gate"` on a behavior, in place of what the project said of it."""
        self.behaviors[pattern] = {event.replace("_", "-"): name for event, name in events.items()}

    def build(self) -> Project:
        """Write edge.toml and dist/."""
        (self.root / "edge.toml").write_text(self._toml(), encoding="utf-8")
        for name in self.functions:
            (self.root / f"{name}.js").touch()
        for name in self.handlers:
            (self.root / f"{name.replace('-', '_')}.py").write_text("def run(event, context): ...\n")
        manifest = Manifest(
            self.name,
            tuple(self._function(name) for name in sorted(self.functions)),
            tuple(self._handler(name) for name in sorted(self.handlers)),
            tuple(self._store(name) for name in sorted(self.stores)),
        )
        self._write("manifest.json", manifest.to_json().encode())
        return self

    @property
    def loaded(self) -> LoadedProject:
        return load(self.root)

    @property
    def desired(self) -> Desired:
        return desired_of(Manifest.read(self.dist), self.loaded)

    def _toml(self) -> str:
        lines = [
            f'[project]\nname = "{self.name}"',
            '[origins.shop]\ndomain = "shop.example.com"\nsimulate.folder = "site"',
        ]
        for name, (event, _) in self.functions.items():
            lines.append(f'[functions.{name}]\nevent = "{event}"\nsource = "{name}.js"')
        lines += [f'[handlers.{name}]\nhandler = "{name.replace("-", "_")}.run"' for name in self.handlers]
        ordered = sorted(self.behaviors, key=lambda pattern: pattern == "*")
        for pattern in [*ordered, *([] if "*" in ordered else ["*"])]:
            events = "".join(
                f'{event} = "{name}"\n' for event, name in self.behaviors.get(pattern, {}).items()
            )
            lines.append(f'[[behaviors]]\npath = "{pattern}"\norigin = "shop"\n{events}')
        if self.live:
            lines.append(f'[remote_config]\nsource = "ssm"\nregion = "eu-west-1"\nparameter = "{self.live}"')
        return "\n\n".join(lines)

    def _function(self, name: str) -> FunctionArtifact:
        event, code = self.functions[name]
        path, digest = self._write(f"functions/{name}.js", code.encode())
        store = name if name in self.stores else ""
        return FunctionArtifact(
            name,
            event,  # type: ignore[arg-type]  # a test's own word
            "cloudfront-js-2.0",
            path,
            len(code),
            digest.hex(),
            self.comments.get(name, ""),
            store,
        )

    def _handler(self, name: str) -> HandlerArtifact:
        events, code = self.handlers[name]
        content = zipped(code)
        path, digest = self._write(f"lambdas/{name}.zip", content)
        return HandlerArtifact(
            name=name,
            events=events,  # type: ignore[arg-type]  # a test's own words
            runtime="python3.13",
            handler="lambda_function.lambda_handler",
            path=path,
            bytes=len(content),
            unzipped_bytes=len(code),
            sha256=digest.hex(),
            code_sha256=base64.b64encode(digest).decode(),
            memory_mb=self.memory,
            timeout_s=5,
        )

    def _store(self, name: str) -> StoreArtifact:
        data = [{"key": key, "value": value} for key, value in self.stores[name].items()]
        content = json.dumps({"data": data}).encode()
        path, digest = self._write(f"stores/{name}.json", content)
        return StoreArtifact(name, path, len(content), digest.hex())

    def _write(self, name: str, content: bytes) -> tuple[str, bytes]:
        path = self.dist / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return name, hashlib.sha256(content).digest()


class Place:
    """An account with a fake CloudFront beside moto, and everything that a deployment is given."""

    def __init__(self, root: Path, **arguments: Any) -> None:
        self.session = session()
        if "lambda_lookup" not in arguments:
            arguments["lambda_lookup"] = lambda_lookup_from(
                lambda_client=self.session.client("lambda"), iam_client=self.session.client("iam")
            )
        self.fake = FakeCloudFront(ACCOUNT, **arguments)
        self.fake.install(self.session, also=("lambda", "iam", "sts", "s3", "cloudwatch"))
        self.aws = Aws(self.session)
        self.clock = Clock()
        self.pace = Pace(self.clock.sleep, self.clock, lambda: 0.5, deploy_seconds=600)
        self.records = FolderRecords(root / ".cloudfrontier" / "records")
        self.tokens = iter(range(10**6))
        self.journal = Journal(self.records, self.clock.now, lambda: f"{next(self.tokens):06x}")
        self.told: list[str] = []

    def create(self, config: Mapping[str, Any] | None = None) -> str:
        """The id of a new distribution."""
        made = self.aws.cloudfront.create_distribution(DistributionConfig=config or distribution_config())
        return str(made["Distribution"]["Id"])

    def publish(self, name: str) -> str:
        """The ARN of a function of somebody else's that is LIVE."""
        config = {"Comment": "", "Runtime": "cloudfront-js-2.0"}
        made = self.aws.cloudfront.create_function(Name=name, FunctionConfig=config, FunctionCode=b"//")
        self.aws.cloudfront.publish_function(Name=name, IfMatch=made["ETag"])
        return str(made["FunctionSummary"]["FunctionMetadata"]["FunctionARN"])

    def publish_lambda(self, name: str, **members: Any) -> str:
        """The ARN of version 1 of a Lambda function of somebody else's, with a role that fits."""
        role = self.aws.iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust_policy()))[
            "Role"
        ]["Arn"]
        self.aws.functions.create_function(
            FunctionName=name,
            Runtime="python3.13",
            Role=role,
            Handler="lambda_function.lambda_handler",
            Code={"ZipFile": zipped("")},
            **members,
        )
        return str(self.aws.functions.publish_version(FunctionName=name)["FunctionArn"])

    def site(self, project: Project) -> Site:
        return Site(
            self.aws, ACCOUNT, project.name, Artefacts(project.dist), self.pace, tell=self.told.append
        )

    def plan(self, project: Project, distribution_id: str, **options: Any) -> Plan:
        desired = project.desired
        entries = Artefacts(project.dist).entries(desired)
        live = read_live(self.aws, distribution_id, desired)
        return make_plan(desired, live, PlanOptions(entries=entries, **options))

    def attach(self, project: Project, distribution_id: str, **options: Any) -> Record | None:
        """Plan and apply; None if there is nothing to do."""
        plan = self.plan(project, distribution_id, **options)
        if plan.is_empty:
            return None
        return apply(plan, project.desired, self.site(project), self.journal, Run())

    def attached(self, distribution_id: str) -> dict[tuple[str, str], str]:
        """(pattern, event) -> ARN."""
        found = attached(read_distribution(self.aws, distribution_id).config)
        return {(slot.behavior, slot.event): held.arn for slot, held in found.items()}


def shop_project(root: Path) -> Project:
    """A function on the default behavior, and a handler on `/members/*`."""
    made = Project(root)
    made.function("router")
    made.handler("gate")
    made.attach("*", viewer_request="router")
    made.attach("/members/*", viewer_request="gate")
    return made.build()


@contextmanager
def account(root: Path, **arguments: Any) -> Iterator[Place]:
    """A place whose Lambda, IAM, STS and S3 are moto's, for as long as the context lasts."""
    with mock_aws(config={"lambda": {"use_docker": False}}):
        yield Place(root, **arguments)


def attached_names(place: Place, distribution_id: str) -> dict[tuple[str, str], str]:
    """(pattern, event) -> name of the function, versions included."""
    return {
        key: arn.rpartition("function:" if ":lambda:" in arn else "/")[2]
        for key, arn in place.attached(distribution_id).items()
    }


def zipped(code: str) -> bytes:
    """A zip with that code, the same bytes every time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("lambda_function.py", (2026, 1, 1, 0, 0, 0)), code)
    return buffer.getvalue()
