"""The JSON API's envelope."""

from dataclasses import dataclass
from typing import Generic, TypeVar

ItemT = TypeVar("ItemT")


@dataclass(frozen=True)
class Envelope(Generic[ItemT]):
    """One page of a list: `next` is the cursor for `after`, `total` counts all pages."""

    items: list[ItemT]
    next: str | None
    total: int
