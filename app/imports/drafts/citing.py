"""Standards that a report cites with an item, as citations of the item's draft."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.orm import Session
from sqlmodel import col

from app.imports.drafts.choosing import Chosen
from app.imports.drafts.matching import Known, warning
from app.imports.models import Draft
from app.reading.model import Cited, CitedIn, FoundItem
from app.standards.models import Standard
from app.vocabulary.lists import Decision, Purpose

WAITING = "citations_wait"
"""The code of the warning that standards are cited, and that nobody is known who cites them."""


def citations_of(item: FoundItem, chosen: Chosen, standards: set[str]) -> list[dict[str, Any]]:
    """Return the standards that an item cites and that are recorded, as its content has them."""
    if not chosen.issuers:
        return []
    return _citations(item.standards, chosen.issuers[0], item.section, standards)


def _citations(
    given: Iterable[Cited], issuer: str, section: str, standards: set[str]
) -> list[dict[str, Any]]:
    """Each standard once, as its first citation has it."""
    found: dict[str, dict[str, Any]] = {}
    for cited in given:
        if cited.standard in standards:
            found.setdefault(
                str(cited.standard),
                {
                    "standard": cited.standard,
                    "purpose": Purpose.BASIS.value,
                    "cited_by": issuer,
                    "as_printed": cited.as_printed,
                    "page": cited.page or None,
                    "section": cited.section or section or None,
                    "note": f"footnote {cited.footnote}" if cited.footnote else None,
                },
            )
    return list(found.values())


def waiting_citations(item: FoundItem, chosen: Chosen, standards: set[str]) -> list[dict[str, Any]]:
    """Return the warning that an item's citations wait until somebody names the issuer."""
    if chosen.issuers:
        return []
    number = len(_citations(item.standards, "", "", standards))
    if not number:
        return []
    cited = "1 standard" if number == 1 else f"{number} standards"
    message = f"{cited} cited: name the issuer on the draft of the document"
    return [warning(WAITING, message)]


def cite_by(db: Session, import_id: int, before: str | None, issuer: str) -> None:
    """Let the drafts of items cite in the name of the issuer that somebody gave the document.

    Where nobody was named `before`, they get the standards that their words cite. Flushes.
    """
    drafts = db.execute(
        sa.select(Draft).where(
            col(Draft.import_id) == import_id,
            col(Draft.entry) == "item",
            col(Draft.decision) != Decision.PUBLISHED,
        )
    ).scalars()
    standards = set(db.execute(sa.select(col(Standard.slug))).scalars())
    for draft in drafts:
        own = draft.content.get("standards") or []
        if before is None:
            given = TypeAdapter(list[Cited]).validate_python(draft.passage.get("cited", []))
            read = _citations(given, issuer, draft.passage.get("section") or "", standards)
            known = {entry.get("standard") for entry in own}
            new = [*own, *(entry for entry in read if entry["standard"] not in known)]
        else:
            new = [
                entry | {"cited_by": issuer} if entry.get("cited_by") == before else entry
                for entry in own
            ]
        left = [entry for entry in draft.warnings if entry["code"] != WAITING]
        if new == own and left == draft.warnings:
            continue
        draft.content, draft.warnings = {**draft.content, "standards": new}, left
        draft.version += 1
    db.flush()


def lacking_citations(
    item: FoundItem, known: Known, chosen: Chosen, standards: set[str]
) -> list[dict[str, Any]]:
    """Return the citations that a matched record lacks.

    Where somebody recorded citations of this document already, which findings belong to the item
    was their judgement: only what stands in the item, or where the text says the same, is added.
    """
    if any(document == chosen.slug for _, document in known.cites):
        own = [cited for cited in item.standards if cited.stands_in is not CitedIn.FINDING]
        item = replace(item, standards=own)
    cited = {standard for standard, _ in known.cites}
    return [
        entry | {"document": chosen.slug}
        for entry in citations_of(item, chosen, standards)
        if entry["standard"] not in cited
    ]
