"""Origin access controls are kept as CloudFront keeps them, and kept while an origin names them."""

from __future__ import annotations

from typing import Any

from cloudfront_api import Cloud, distribution_config, listed, refused


def config(**members: Any) -> dict[str, Any]:
    return {
        "Name": "bucket",
        "SigningProtocol": "sigv4",
        "SigningBehavior": "always",
        "OriginAccessControlOriginType": "s3",
        **members,
    }


def create(cloud: Cloud, **members: Any) -> tuple[str, str]:
    """Id and ETag of a new one."""
    answer = cloud.api.create_origin_access_control(OriginAccessControlConfig=config(**members))
    return str(answer["OriginAccessControl"]["Id"]), str(answer["ETag"])


def bucket(control: str) -> dict[str, Any]:
    return listed(
        {
            "Id": "shop",
            "DomainName": "b.s3.amazonaws.com",
            "S3OriginConfig": {"OriginAccessIdentity": ""},
            "OriginAccessControlId": control,
        }
    )


def test_it_is_read_back_listed_changed_and_deleted(cloud: Cloud) -> None:
    control, etag = create(cloud)
    assert cloud.api.get_origin_access_control(Id=control)["OriginAccessControl"] == {
        "Id": control,
        "OriginAccessControlConfig": config(),
    }
    changed = cloud.api.update_origin_access_control(
        Id=control, IfMatch=etag, OriginAccessControlConfig=config(Description="new")
    )
    read = cloud.api.get_origin_access_control_config(Id=control)
    assert (read["OriginAccessControlConfig"], read["ETag"]) == (config(Description="new"), changed["ETag"])
    with refused("PreconditionFailed"):
        cloud.api.delete_origin_access_control(Id=control, IfMatch=etag)
    cloud.api.delete_origin_access_control(Id=control, IfMatch=changed["ETag"])
    with refused("NoSuchOriginAccessControl"):
        cloud.api.get_origin_access_control(Id=control)


def test_lists_are_paginated_by_botocore(cloud: Cloud) -> None:
    made = sorted(create(cloud, Name=str(number))[0] for number in range(5))
    paginator = cloud.api.get_paginator("list_origin_access_controls")
    pages = list(paginator.paginate(PaginationConfig={"PageSize": 2}))
    shown = [item for page in pages for item in page["OriginAccessControlList"]["Items"]]
    assert [item["Id"] for item in shown] == made
    assert {item["Description"] for item in shown} == {""}


def test_a_name_is_taken_once(cloud: Cloud) -> None:
    create(cloud)
    with refused("OriginAccessControlAlreadyExists"):
        create(cloud)


def test_one_that_an_origin_names_is_not_deleted(cloud: Cloud) -> None:
    control, etag = create(cloud)
    made = cloud.create(distribution_config(Origins=bucket(control)))
    with refused("OriginAccessControlInUse"):
        cloud.api.delete_origin_access_control(Id=control, IfMatch=etag)
    cloud.update(made, Origins=bucket(""))
    cloud.api.delete_origin_access_control(Id=control, IfMatch=etag)


def test_an_origin_cannot_name_one_that_is_not_there(cloud: Cloud) -> None:
    with refused("InvalidOriginAccessControl"):
        cloud.create(distribution_config(Origins=bucket("ENONE")))
