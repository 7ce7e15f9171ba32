"""`python build.py` is `cloudfrontier build`, from any folder; this file is a door to it and nothing else.

PyPA's builder has the same name: `python -m build`, typed in this folder, runs this file. Wheels are made
with `pyproject-build`, and whoever seems to want one is told so.
"""

from __future__ import annotations

import sys

WHEEL_FLAGS = {
    *("--wheel", "-w", "--sdist", "-s", "--outdir", "-o", "--no-isolation", "-n", "--installer"),
    *("--skip-dependency-check", "-x", "--config-setting", "-C", "--config-json"),
}

if __name__ == "__main__":
    # a spec is there only when this file was found as a module, by `python -m build`
    if __spec__ is not None or WHEEL_FLAGS.intersection(sys.argv[1:]):
        sys.stderr.write(
            "build.py builds edge functions (`python build.py`);"
            " to build the wheel of this package run `pyproject-build`\n"
        )
        sys.exit(2)
    try:
        from cloudfrontier.cli import main
    except ModuleNotFoundError as error:
        sys.stderr.write(
            f"error: {error.name!r} is not installed in {sys.executable};"
            " `make demo` makes .venv with all that is needed, then use .venv/bin/python build.py\n"
        )
        sys.exit(6)

    sys.exit(main(["build", *sys.argv[1:]]))
