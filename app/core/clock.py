"""The one clock. Tests replace it with `set_clock`."""

from collections.abc import Callable
from datetime import UTC, date, datetime


def _system_now() -> datetime:
    return datetime.now(UTC)


_now: Callable[[], datetime] = _system_now


def now() -> datetime:
    """Return the current instant in UTC."""
    return _now()


def today() -> date:
    """Return the current calendar day in UTC."""
    return now().date()


def set_clock(source: Callable[[], datetime] | None) -> None:
    """Replace the clock; `None` puts the system clock back."""
    global _now
    _now = source or _system_now
