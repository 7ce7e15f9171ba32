"""LAE209: a handler string that names nothing fails when the function starts, after all was deployed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cloudfrontier.cloudfront.source import Source
from cloudfrontier.rules.bundle.bundle import SAMPLE, BundleRule, package_sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloudfrontier.cloudfront.finding import Finding
    from cloudfrontier.rules.bundle.bundle import Bundle

__all__ = ["Handler"]

NODE_FILES = ("{}", "{}.js", "{}.mjs", "{}.cjs", "{}/index.js", "node_modules/{}/package.json")


class Handler(BundleRule):
    """The handler string must name a module of the package, and in it a function that Lambda can call.

    A function that is `async` or has `yield` gives Lambda an object that is no answer. What a call or a star
    import may bring is taken on trust. Of a handler in JavaScript only its file is looked for.
    """

    id = "LAE209"
    title = "The handler exists"
    source = Source("https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html", "2026-04")
    valid = (
        SAMPLE,
        package_sample(
            {"web/app.py": "from web.core import main", "web/core.py": "main = make()"},
            handler="web/app.main",
        ),
        package_sample({"index.mjs": ""}, runtime="nodejs22.x", handler="index.handler"),
    )
    invalid = (
        replace(SAMPLE, handler="app.run"),
        replace(SAMPLE, handler="web.app.main"),
        package_sample({"project/app.py": "def main(event, context): ..."}),
        package_sample({"app.py": "async def main(event, context): ..."}),
        package_sample({"main.js": ""}, runtime="nodejs22.x", handler="index.handler"),
    )

    def check(self, bundle: Bundle) -> Iterator[Finding]:
        """At most one finding: a package has one handler."""
        where = "the folder of edge.toml" if bundle.is_built else "the root of the zip"
        for fault in bundle.found("handler"):
            yield self.on_code(
                fault,
                f"Lambda cannot call the handler {fault.subject!r}: {fault.detail}",
                do=f"write it as package.module.function, seen from {where}",
            )
        if bundle.runtime.startswith("nodejs") and bundle.handler and bundle.files.names:
            module = _node_module(bundle.handler)
            if not any(name.format(module) in bundle.files for name in NODE_FILES):
                yield self.on_package(
                    bundle,
                    f"Lambda cannot call the handler {bundle.handler!r}: the zip has no {module}.js or .mjs",
                    do="write it as file.function, seen from the root of the zip",
                )


def _node_module(handler: str) -> str:
    """What is before the first dot of the last part: the runtime of Node splits there."""
    folder, slash, last = handler.rpartition("/")
    return f"{folder}{slash}{last.partition('.')[0]}"
