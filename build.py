"""`python build.py` is `cloudfrontier build`; this file is a door to it and holds nothing else.

PyPA's builder has the same name: `python -m build`, typed in this folder, runs this file. Wheels are made with
`pyproject-build`; the flags of that tool are answered with that hint.
"""

from __future__ import annotations

import sys

WHEEL_FLAGS = {"--wheel", "-w", "--sdist", "-s", "--no-isolation", "-n", "--outdir", "--installer"}

if __name__ == "__main__":
    if WHEEL_FLAGS.intersection(sys.argv[1:]):
        sys.stderr.write(
            "build.py builds edge functions; to build the wheel of this package run `pyproject-build`\n"
        )
        sys.exit(2)
    from cloudfrontier.cli import main

    sys.exit(main(["build", *sys.argv[1:]]))
