"""Records in a folder and in a bucket: whole or not there, newest first, and no secret in them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from cloudfront_api import behavior, distribution_config, listed
from plan_values import RECORD

from cloudfrontier.errors import UsageError
from cloudfrontier.testing.fake_cloudfront import SimulatedCrash
from infra.apply import settle_unfinished
from infra.records import BucketRecords, FolderRecords, Record, RecordsInBoth

if TYPE_CHECKING:
    from pathlib import Path

    from deployments import Place, Project

LATER = replace(RECORD, id="20261124T100000.000000Z-000001")
ELSEWHERE = replace(RECORD, id="20261125T100000.000000Z-000002", distribution="E999")


def test_a_record_is_read_as_it_was_written() -> None:
    assert Record.from_json(RECORD.to_json(), name="here") == RECORD


def test_records_of_a_folder_come_newest_first_and_of_one_distribution(tmp_path: Path) -> None:
    records = FolderRecords(tmp_path / "not" / "there" / "yet")
    for record in (LATER, ELSEWHERE, RECORD):
        records.save(record)
    assert [record.id for record in records.all("E123")] == [LATER.id, RECORD.id]


def test_a_record_that_is_saved_again_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    records = FolderRecords(tmp_path)
    records.save(replace(RECORD, state="started"))
    records.save(RECORD)
    assert [record.state for record in records.all("E123")] == ["done"]
    assert len(list(tmp_path.iterdir())) == 1, "nothing else is left lying"


def test_what_a_killed_process_left_half_written_is_no_record(tmp_path: Path) -> None:
    (tmp_path / f"{RECORD.id}x7.new").write_text('{"id": "2026')
    assert FolderRecords(tmp_path).all("E123") == []


def test_a_file_that_is_no_record_is_told_and_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "notes.E123.json").write_text("{}")
    with pytest.raises(UsageError, match=r"notes\.E123\.json is not a record of this version; move it away"):
        FolderRecords(tmp_path).all("E123")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="records must be writable"):
        FolderRecords(tmp_path / "file").save(RECORD)


def test_a_bucket_keeps_them_too(place: Place) -> None:
    place.aws.s3.create_bucket(Bucket="ours")
    records = BucketRecords(place.aws, "ours", "team/")
    for record in (RECORD, LATER, ELSEWHERE):
        records.save(record)
    assert [record.id for record in records.all("E123")] == [LATER.id, RECORD.id]
    keys = {item["Key"] for item in place.aws.s3.list_objects_v2(Bucket="ours")["Contents"]}
    assert f"team/E999/{ELSEWHERE.id}.json" in keys


def test_of_both_places_the_record_that_is_further_on_counts(place: Place, tmp_path: Path) -> None:
    place.aws.s3.create_bucket(Bucket="ours")
    here, there = FolderRecords(tmp_path / "r"), BucketRecords(place.aws, "ours")
    both = RecordsInBoth(here, there)
    both.save(replace(RECORD, state="started"))
    here.save(RECORD)
    there.save(LATER)
    assert [(record.id, record.state) for record in both.all("E123")] == [
        (LATER.id, "done"),
        (RECORD.id, "done"),
    ]


def test_a_run_is_recorded_before_anything_is_changed(place: Place, project: Project) -> None:
    made = place.create(distribution_config(CacheBehaviors=listed(behavior(PathPattern="/members/*"))))
    place.fake.fail("iam:CreateRole", with_=SimulatedCrash("the first write"))
    with pytest.raises(SimulatedCrash):
        place.attach(project, made)
    (record,) = place.records.all(made)
    assert record.state == "started"
    assert record.who == "arn:aws:sts::123456789012:user/moto"
    assert set(record.before) == {"/members/*", "*"}
    assert not record.changes
    (settled,) = settle_unfinished(made, place.site(project), place.journal)
    assert settled.state == "abandoned"


def test_nothing_is_settled_where_nothing_was_stopped(place: Place, project: Project) -> None:
    start = len(place.fake.calls)
    assert settle_unfinished("E123", place.site(project), place.journal) == []
    assert len(place.fake.calls) == start


def test_ids_sort_by_time_and_differ(place: Place) -> None:
    ids = [place.journal.new_id() for _ in range(3)]
    assert sorted(set(ids)) == ids
