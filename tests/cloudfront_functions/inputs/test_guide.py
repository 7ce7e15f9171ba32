"""The samples of docs/rules-files.md are read without a problem, so that the guide shows what works."""

from __future__ import annotations

from pathlib import Path

from cloudfront_functions.inputs import CLOUDFLARE, read_csv, read_headers, read_redirects

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "rules-files.md"


def test_the_samples_of_the_guide_are_kept() -> None:
    samples = [part.partition("```")[0] for part in GUIDE.read_text(encoding="utf-8").split("```text\n")[1:]]
    redirects, headers, table = samples
    read = read_redirects(redirects, file="guide")
    assert read.problems == ()
    assert len(read.rules) == 7
    assert len(read_headers(headers, file="guide", dialect=CLOUDFLARE).rules) == 3
    assert read_headers(headers, file="guide", dialect=CLOUDFLARE).problems == ()
    assert len(read_csv(table, file="guide").rules) == 2
