"""Processes by name: whether the one that began something is still there to end it."""

import os
import platform
from pathlib import Path

_NONE = "-"


def this_process() -> str:
    """Return a name of this process that no other bears, on this machine or another.

    It holds the machine, the namespace in which the number counts (a container has its own), the
    number, and when the process began where the system tells it: numbers are used again.
    """
    pid = os.getpid()
    return "|".join([*_here(), str(pid), _began(pid) or _NONE])


def is_there(name: str) -> bool | None:
    """Whether the process of that name still runs; `None` where it cannot be seen from here."""
    *place, number, began = name.split("|")
    if tuple(place) != _here() or not number.isdecimal():
        return None
    pid = int(number)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return began == _NONE or _began(pid) == began


def _here() -> tuple[str, str]:
    """The machine, and the namespace of its process numbers."""
    try:
        namespace = str(Path("/proc/self/ns/pid").readlink())
    except OSError:
        namespace = _NONE
    return platform.node().replace("|", "-"), namespace


def _began(pid: int) -> str | None:
    """When a process began, in ticks since the machine did; none of one that only waits to go."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else fields[19]
