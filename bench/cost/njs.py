"""Measures a program's `run` in njs: nanoseconds and bytes a call.

njs gives back no memory while a script runs, so what its process grows by, divided by the calls, is what a
call allocates. The process itself says how large it grew (Linux).
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile

__all__ = ["Njs"]

CALLS_FOR_A_GUESS = 200
LONG_ENOUGH_NS = 20_000_000
MOST_CALLS = 200_000
MEMORY_NS = 40_000_000
AFTERWARDS = """
console.timeEnd('t');
var status = require('fs').readFileSync('/proc/self/status').toString();
console.log(status.split('\\n').filter((line) => line.startsWith('VmHWM'))[0]);
"""


class Njs:
    """An njs executable; `runs` is how often each program is timed, and the fastest is taken.

    Raises:
        FileNotFoundError: there is none on PATH.
    """

    def __init__(self, runs: int) -> None:
        found = shutil.which("njs")
        if found is None:
            raise FileNotFoundError("no njs on PATH; Debian and Ubuntu have it as the package `njs`")
        self.path = found
        self.runs = runs
        turns = 500_000
        loop = f"for (var i = 0; i < {turns}; i++) {{ }}"
        self.turn_ns = min(self.measured("", loop)[0] for _ in range(runs)) / turns

    def nanoseconds(self, program: str) -> float:
        """Time of one call, the loop around it taken off."""
        guess = self.calls(program, CALLS_FOR_A_GUESS)[0] / CALLS_FOR_A_GUESS
        calls = max(100, min(MOST_CALLS, int(LONG_ENOUGH_NS / guess)))
        return min(self.calls(program, calls)[0] for _ in range(self.runs)) / calls - self.turn_ns

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
