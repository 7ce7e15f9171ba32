"""Measures a program's `run` in njs: nanoseconds and bytes a call.

njs gives back no memory while a script runs, so what its process grows by, divided by the calls, is what a
call allocates. The process itself says how large it grew (Linux).
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Njs"]

CALLS_FOR_A_GUESS = 200
LONG_ENOUGH_NS = 20_000_000
MOST_CALLS = 200_000
MEMORY_NS = 40_000_000
EMPTY_LOOP = f"for (var i = 0; i < {MOST_CALLS}; i++) {{ }}"
AFTERWARDS = """
console.timeEnd('t');
var status = require('fs').readFileSync('/proc/self/status').toString();
console.log(status.split('\\n').filter((line) => line.startsWith('VmHWM'))[0]);
"""


class Njs:
    """An njs executable.

    Raises:
        FileNotFoundError: there is none on PATH.
    """

    def __init__(self) -> None:
        found = shutil.which("njs")
        if found is None:
            raise FileNotFoundError("no njs on PATH; Debian and Ubuntu have it as the package `njs`")
        self.path = found

    def fastest(self, programs: Mapping[str, str], rounds: int) -> dict[str, float]:
        """Nanoseconds of one call of each program, the loop around it taken off.

        Every round runs all of them, so that a busy minute of the machine spoils a round and no program.
        """
        calls = {name: self.enough(program) for name, program in programs.items()}
        best = dict.fromkeys(programs, float("inf"))
        turn = float("inf")
        for _ in range(rounds):
            turn = min(turn, self.measured("", EMPTY_LOOP)[0] / MOST_CALLS)
            for name, program in programs.items():
                best[name] = min(best[name], self.calls(program, calls[name])[0] / calls[name])
        return {name: value - turn for name, value in best.items()}

    def enough(self, program: str) -> int:
        """How many calls take long enough to be measured."""
        guess = self.calls(program, CALLS_FOR_A_GUESS)[0] / CALLS_FOR_A_GUESS
        return max(100, min(MOST_CALLS, int(LONG_ENOUGH_NS / guess)))

    def allocated(self, program: str, nanoseconds: float) -> float:
        """Bytes that one call takes and does not give back."""
        calls = max(500, min(20_000, int(MEMORY_NS / max(nanoseconds, 50))))
        few = self.calls(program, calls // 10)[1]
        return (self.calls(program, calls)[1] - few) / (calls - calls // 10)

    def calls(self, program: str, number: int) -> tuple[float, int]:
        """Nanoseconds of so many calls, and the greatest size of the process, in bytes."""
        return self.measured(program, f"for (var i = 0; i < {number}; i++) {{ run(); }}")

    def measured(self, program: str, loop: str) -> tuple[float, int]:
        """The same of a loop; it stands in a function, where njs keeps variables in registers."""
        script = f"{program}\nfunction all() {{ {loop} }}\nconsole.time('t'); all();{AFTERWARDS}"
        with tempfile.NamedTemporaryFile("w", suffix=".js") as file:
            file.write(script)
            file.flush()
            shown = subprocess.run([self.path, file.name], capture_output=True, text=True, check=False).stdout
        time, size = re.search(r"t: ([\d.]+)ms", shown), re.search(r"VmHWM:\s*(\d+) kB", shown)
        if time is None or size is None:
            raise ValueError(f"njs did not run this program: {program[:100]}")
        return float(time[1]) * 1e6, int(size[1]) * 1024
