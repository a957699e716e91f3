"""Filters of a list as links: each value with its count and the address that chooses or drops it.

They need no script and no form. Values of one filter are alternatives, filters narrow each other.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.web.queries import PagedQuery
from app.web.urls import query_url


@dataclass(frozen=True)
class FilterChoice:
    """A value: choosing it, or dropping it where it is chosen, leads to `url`."""

    label: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True)
class Filter:
    """A filter: its title, its values, and the address of the view without it."""

    name: str
    title: str
    all_url: str
    choices: list[FilterChoice]

    @property
    def chosen(self) -> int:
        """How many of its values are chosen."""
        return sum(choice.chosen for choice in self.choices)


def build_filter(
    path: str,
    query: PagedQuery,
    name: str,
    title: str,
    counts: Mapping[str, int],
    label: Callable[[str], str],
) -> Filter:
    """Return the filter of one parameter; `counts` say how many rows choosing a value would give.

    A chosen value that no row has stays, with 0, so that it can be dropped.
    """
    chosen = [str(value) for value in getattr(query, name)]
    values = [*counts, *(value for value in chosen if value not in counts)]
    return Filter(
        name,
        title,
        query_url(path, query.params(after=[], **{name: []})),
        [
            FilterChoice(
                label(value),
                counts.get(value, 0),
                query_url(path, query.params(after=[], **{name: _toggled(chosen, value)})),
                value in chosen,
            )
            for value in values
        ],
    )


def useful(filters: list[Filter]) -> list[Filter]:
    """Return the filters that can change the view: more than one value, or one chosen."""
    return [found for found in filters if len(found.choices) > 1 or found.chosen]


def _toggled(chosen: list[str], value: str) -> list[str]:
    if value in chosen:
        return [other for other in chosen if other != value]
    return [*chosen, value]
