"""Standards that a report cites with an item, as citations of the item's draft."""

from dataclasses import replace
from typing import Any

from app.imports.choosing import Chosen
from app.imports.matching import Known
from app.reading.model import CitedIn, FoundItem
from app.vocabulary.lists import Purpose


def citations_of(item: FoundItem, chosen: Chosen, standards: set[str]) -> list[dict[str, Any]]:
    """Return the standards that an item cites and that are recorded, as its content has them."""
    if not chosen.issuers:
        return []
    found: dict[str, dict[str, Any]] = {}
    for cited in item.standards:
        if cited.standard in standards:
            found.setdefault(
                str(cited.standard),
                {
                    "standard": cited.standard,
                    "purpose": Purpose.BASIS.value,
                    "cited_by": chosen.issuers[0],
                    "as_printed": cited.as_printed,
                    "page": cited.page or None,
                    "section": cited.section or item.section or None,
                    "note": f"footnote {cited.footnote}" if cited.footnote else None,
                },
            )
    return list(found.values())


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
