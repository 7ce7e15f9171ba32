"""`cloudfrontier experiments`: what is live is shown and changed, and links are signed for the edge."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from click.testing import CliRunner
from experiment_projects import KEY, write_experiments
from moto import mock_aws

from cloudfrontier.cli import cloudfrontier
from cloudfrontier.cli.experiments_world import Surroundings
from cloudfrontier.errors import RefusedError, UsageError
from cloudfrontier.testing import FakeCloudFront

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NOW = 1_795_000_000
REMOTE = '\n[remote_config]\nsource = "ssm"\nregion = "us-east-1"\nparameter = "/live"\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = write_experiments(tmp_path, kind="handler")
    with (root / "edge.toml").open("a", encoding="utf-8") as file:
        file.write(REMOTE)
    return root


@pytest.fixture
def run(project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., str]]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    world = Surroundings(open_session=lambda _profile: boto3.Session(), clock=lambda: NOW)

    def command(*arguments: str) -> str:
        given = [*arguments, "-p", str(project)]
        result = CliRunner().invoke(cloudfrontier, ["experiments", *given], obj=world, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    with mock_aws():
        yield command


def live(run: Callable[..., str]) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(run("show", "--format", "json"))
    return document


def test_what_is_set_is_live_and_what_is_not_named_stays(run: Callable[..., str]) -> None:
    assert live(run) == {"version": 0, "settings": {}}
    said = run("set", "on", "--weight", "a=1", "--weight", "b=3", "--coverage", "0.5")
    assert said == 'version 1: on {"coverage": 0.5, "weights": {"a": 1, "b": 3}}\n'
    run("set", "on", "--force", "b")
    run("stop", "off")
    assert live(run)["settings"]["ab_testing"] == {
        "on": {"coverage": 0.5, "weights": {"a": 1, "b": 3}, "force": "b"},
        "off": {"status": "stopped"},
    }
    run("set", "on", "--no-force")
    run("set", "off", "--run")
    assert live(run) == {
        "version": 5,
        "settings": {
            "ab_testing": {"on": {"coverage": 0.5, "weights": {"a": 1, "b": 3}}, "off": {"status": "running"}}
        },
    }


def test_show_prints_both_what_is_baked_and_what_is_live(run: Callable[..., str]) -> None:
    run("stop", "on")
    assert run("show") == (
        "version 1\n"
        "on  running  coverage 1  a=1 b=1\n"
        '  live: {"status": "stopped"}\n'
        "off  stopped  coverage 1  a=1 b=1\n"
    )


def test_what_others_keep_in_the_document_is_left_alone(run: Callable[..., str]) -> None:
    kept = {"auth": {"revoked": {"subjects": {"mira": NOW}}}}
    boto3.client("ssm", region_name="us-east-1").put_parameter(
        Name="/live", Value=json.dumps(kept), Type="String"
    )
    run("stop", "on")
    assert live(run)["settings"] == {**kept, "ab_testing": {"on": {"status": "stopped"}}}


def test_a_change_on_another_version_is_refused(run: Callable[..., str]) -> None:
    run("stop", "on", "--expect", "0")
    with pytest.raises(RefusedError, match="somebody has written since version 0"):
        run("set", "on", "--run", "--expect", "0")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("set", "on"), "nothing to set"),
        (("set", "gone", "--run"), "there is no experiment 'gone'; expected one of on, off"),
        (("stop", "gone"), "there is no experiment 'gone'"),
        (("set", "on", "--weight", "a=1"), "weights are whole numbers, one for each variant"),
        (("set", "on", "--weight", "a=1", "--weight", "b=1", "--weight", "a=2"), "one for each variant"),
        (("set", "on", "--weight", "a=1", "--weight", f"b={'9' * 5000}"), "weights are whole numbers"),
        (("set", "on", "--coverage", "nan"), "on.coverage: expected a number from 0 to 1"),
        (("set", "on", "--force", "b", "--no-force"), "expected --force or --no-force, not both"),
        (("set", "on", "--weight", "a=1", "--weight", "b=x"), "weights are whole numbers"),
        (("set", "on", "--weight", "a=0", "--weight", "b=0"), "not all weights can be 0"),
        (("set", "on", "--force", "c"), "on has no variant 'c'; expected one of a, b"),
        (("link", "on", "c"), "on has no variant 'c'"),
    ],
)
def test_what_cannot_be_set_is_refused(
    run: Callable[..., str], arguments: tuple[str, ...], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        run(*arguments)


def rewrite(project: Path, before: str, after: str) -> None:
    file = project / "edge.toml"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def test_fixed_ranges_are_left_alone(run: Callable[..., str], project: Path) -> None:
    ranges = '{ name = "a", range = [0.0, 0.5] }, { name = "b", range = [0.5, 1.0], prefix = "/b" }'
    rewrite(project, '{ name = "a" }, { name = "b", prefix = "/b" }', ranges)
    for change in (("--weight", "a=1", "--weight", "b=3"), ("--coverage", "0.5")):
        with pytest.raises(UsageError, match="its ranges are fixed in"):
            run("set", "on", *change)
    assert live(run)["version"] == 0


def test_an_experiment_of_a_function_has_no_live_settings(tmp_path: Path, run: Callable[..., str]) -> None:
    root = write_experiments(tmp_path, kind="function")
    with (root / "edge.toml").open("a", encoding="utf-8") as file:
        file.write(REMOTE)
    for command in (("stop", "on"), ("set", "on", "--coverage", "0.5")):
        with pytest.raises(UsageError, match="is a function's, which has no live settings"):
            run(*command)


def test_a_variant_of_another_origin_is_simulated_too(run: Callable[..., str], project: Path) -> None:
    rewrite(project, 'prefix = "/b"', 'origin = "site"')
    assert "on: 1,000 visitors" in run("simulate", "on", "-n", "1000")


def test_without_a_place_nothing_is_live(run: Callable[..., str], project: Path) -> None:
    file = project / "edge.toml"
    file.write_text(file.read_text(encoding="utf-8").replace(REMOTE, ""), encoding="utf-8")
    with pytest.raises(UsageError, match="has no table `remote_config`"):
        run("show")


def test_a_link_is_signed_with_the_key_of_the_project(run: Callable[..., str]) -> None:
    value = run("link", "on", "b", "--hours", "1").strip().removeprefix("?ab-force=")
    assert value.startswith(f"on.b.{NOW + 3600}.")
    assert KEY not in value


def test_simulate_prints_the_split_and_what_a_change_would_move(run: Callable[..., str]) -> None:
    said = run("simulate", "on", "-n", "4000", "--weight", "a=1", "--weight", "b=3", "--coverage", "1")
    assert "on: 4,000 visitors" in said
    assert "as it should be" in said
    assert "a -> b" in said
    assert "b -> a" not in said
    assert run("simulate", "on", "-n", "4000") == run("simulate", "on", "-n", "4000")


def test_programs_are_told_the_same_numbers(run: Callable[..., str]) -> None:
    change = ("--weight", "a=1", "--weight", "b=3", "--coverage", "0.5")
    (on, off) = json.loads(run("simulate", "-n", "4000", *change, "--format", "json"))["experiments"]
    assert (on["id"], off["id"]) == ("on", "off")
    assert (sum(on["variants"].values()), on["none"]) == (4000, 0)
    assert on["p"] > 0.001
    moved = {(move["from"], move["to"]): move["visitors"] for move in on["change"]["moves"]}
    # to ranges of [0, 0.125) and [0.25, 0.625): nobody of b leaves it but for the coverage
    assert moved.keys() == {("a", "(none)"), ("a", "b"), ("b", "(none)")}
    assert sum(moved.values()) == on["change"]["move"] == 4000 - on["change"]["stay"]


def test_a_sample_size_is_that_of_the_textbook_for_programs_too() -> None:
    given = ["sample-size", "--baseline", "0.04", "--effect", "0.1", "--format", "json"]
    result = CliRunner().invoke(cloudfrontier, ["experiments", *given], catch_exceptions=False)
    each = json.loads(result.output)["each"]
    # n = (1.960 sqrt(2 p q) + 0.8416 sqrt(p1 q1 + p2 q2))^2 / d^2 with p = 0.042, p1 = 0.04, p2 = 0.044
    assert each == pytest.approx(39_475, abs=2)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("simulate", "gone"), "there is no experiment 'gone'"),
        (("simulate", "on", "--weight", "a=x"), "weights are whole numbers, one for each variant"),
        (("simulate", "on", "--coverage", "nan"), "on.coverage: expected a number from 0 to 1"),
    ],
)
def test_what_cannot_be_simulated_is_said(
    run: Callable[..., str], arguments: tuple[str, ...], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        run(*arguments)


def test_a_picture_is_drawn_where_matplotlib_is(run: Callable[..., str], tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    run("simulate", "on", "-n", "1000", "--png", str(tmp_path / "split.png"))
    assert (tmp_path / "split.png").read_bytes().startswith(b"\x89PNG")


def test_the_cache_policy_of_a_behavior_is_made_once(project: Path) -> None:
    session = boto3.Session(aws_access_key_id="testing", aws_secret_access_key="testing")
    FakeCloudFront().install(session)
    world = Surroundings(open_session=lambda _profile: session)

    def run_policy(name: str) -> str:
        given = ["experiments", "policy", name, "-p", str(project)]
        return CliRunner().invoke(cloudfrontier, given, obj=world, catch_exceptions=False).output

    made = run_policy("by-variant")
    assert made.endswith(": made; choose it for the behavior\n")
    assert run_policy("by-variant") == made.replace("made", "there already")
    with pytest.raises(UsageError, match=r"no behavior has a cache policy 'other'.*there is by-variant"):
        run_policy("other")
