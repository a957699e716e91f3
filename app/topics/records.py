"""Topics as pages and API give them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TopicRecord:
    """A topic of two levels; it counts the items of its sub-topics too, lead-ins left out."""

    slug: str
    title: str
    parent: str | None
    recommendations: int
    concerns: int
    welcomed: int
