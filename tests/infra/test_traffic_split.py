"""What CloudFront allows of a split of the traffic is accepted, and what is sent reads back the same."""

from __future__ import annotations

import pytest

from cloudfrontier.errors import UsageError
from infra.traffic_split import Split, split_of

HEADER = Split(header="aws-cf-cd-try", value="yes")


@pytest.mark.parametrize("split", [Split(0), Split(0.5), Split(15), Split(5, 300), HEADER], ids=str)
def test_what_is_allowed_reads_back_the_same(split: Split) -> None:
    assert split_of({"TrafficConfig": split.check().traffic}) == split


def test_a_weight_is_sent_as_a_share_of_one() -> None:
    assert Split(15, 600).traffic == {
        "Type": "SingleWeight",
        "SingleWeightConfig": {
            "Weight": 0.15,
            "SessionStickinessConfig": {"IdleTTL": 600, "MaximumTTL": 600},
        },
    }


@pytest.mark.parametrize(
    ("split", "said"),
    [
        (Split(15.1), "--weight 15.1"),
        (Split(-1), "--weight -1"),
        (Split(5, 299), "--sticky 299"),
        (Split(5, 3601), "--sticky 3601"),
        (Split(header="x-try", value="yes"), "aws-cf-cd-NAME=VALUE"),
        (Split(header="aws-cf-cd-try"), "aws-cf-cd-NAME=VALUE"),
    ],
    ids=["above 15 %", "negative", "too short", "too long", "another header", "no value"],
)
def test_what_is_not_is_refused_before_it_is_sent(split: Split, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        split.check()
