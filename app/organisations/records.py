"""Organisations as pages and API give them."""

from dataclasses import dataclass

from app.vocabulary.lists import OrganisationKind


@dataclass(frozen=True)
class OrganisationRecord:
    """An organisation, with how many documents it issued, answers and assessments it gave.

    `addressed` counts the items that ask it to act, lead-ins left out.
    """

    slug: str
    name: str
    short_name: str
    kind: OrganisationKind
    country: str | None
    documents: int
    answers: int
    assessments: int
    addressed: int
