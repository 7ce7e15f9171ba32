"""A client of AWS is told its Region in one of the ways that boto3 has, or the rule speaks."""

from __future__ import annotations

import pytest
from package_code import found

CONFIG = "import boto3\nfrom botocore.config import Config\n"


def places(code: str) -> list[tuple[int, int]]:
    return [(finding.line, finding.column) for finding in found("LAE224", code)]


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("import boto3\nC = boto3.client('s3', region_name='us-east-1')", id="by name"),
        pytest.param("import boto3\nC = boto3.client('s3', 'us-east-1')", id="by position"),
        pytest.param("import boto3\nC = boto3.client('s3', region_name=REGION)", id="by a variable"),
        pytest.param("import boto3, os\nC = boto3.client('s3', os.environ['AWS_REGION'])", id="as it runs"),
        pytest.param("import boto3\nC = boto3.client('s3', **settings)", id="perhaps among others"),
        pytest.param("import boto3\nC = boto3.Session(region_name='a').client('s3')", id="by its session"),
        pytest.param(
            "import boto3\nC = boto3.Session('k', 's', 't', 'a').client('s3')", id="by position there"
        ),
        pytest.param(
            "import boto3\nS = boto3.session.Session(region_name='a')\nC = S.client('s3')", id="by a name"
        ),
        pytest.param(
            f"{CONFIG}C = boto3.client('s3', config=Config(region_name='a'))",
            id="by a config",
        ),
        pytest.param(
            "import boto3\nC = boto3.client('s3', config=make())", id="by a config that is not known"
        ),
        pytest.param(
            "import boto3\nboto3.setup_default_session(region_name='a')\nC = boto3.client('s3')", id="for all"
        ),
        pytest.param(
            "import boto3, os\nos.environ['AWS_DEFAULT_REGION'] = 'a'\nC = boto3.client('s3')", id="set"
        ),
        pytest.param("import boto3\nC = boto3.client('iam')", id="a service without Regions"),
        pytest.param("import boto3\nC = boto3.client(service_name='cloudfront')", id="the same by name"),
        pytest.param(
            "import boto3\nC = boto3.client('s3', endpoint_url='https://example.com')", id="an endpoint"
        ),
        pytest.param("boto3 = make()\nC = boto3.client('s3')", id="another thing of that name"),
        pytest.param(
            "import boto3\ndef f(boto3):\n    return boto3.client('s3')", id="an argument of that name"
        ),
    ],
)
def test_a_client_that_is_told_its_region_is_no_finding(code: str) -> None:
    assert places(code) == []


@pytest.mark.parametrize(
    ("code", "place"),
    [
        pytest.param("import boto3\nC = boto3.client('s3')", (2, 5), id="at the top"),
        pytest.param("import boto3 as b\ndef f():\n    return b.resource('dynamodb')", (3, 12), id="later"),
        pytest.param("from boto3 import client\nC = client('s3')", (2, 5), id="imported by name"),
        pytest.param("import boto3\nC = boto3.client('s3', region_name=None)", (2, 5), id="None"),
        pytest.param("import boto3\nC = boto3.Session().client('s3')", (2, 5), id="of a session without"),
        pytest.param(
            f"{CONFIG}C = boto3.client('s3', config=Config(retries={{}}))",
            (3, 5),
            id="of a config without",
        ),
        pytest.param("import boto3\n'é'; C = boto3.client('s3')", (2, 10), id="counted in characters"),
    ],
)
def test_a_client_without_a_region_is_a_warning_at_its_place(code: str, place: tuple[int, int]) -> None:
    assert places(code) == [place]


def test_the_finding_says_where_the_client_would_look() -> None:
    (finding,) = found("LAE224", "import boto3\nC = boto3.client('dynamodb')")
    assert finding.severity == "warning"
    assert "for 'dynamodb' has no Region: at the edge it is the one nearest the viewer" in finding.message
    assert "region_name" in finding.help
