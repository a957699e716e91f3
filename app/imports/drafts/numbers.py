"""Numbers of new items: as printed where they are free, ours in order of appearance else."""

import re
from collections.abc import Iterable
from itertools import count

from app.imports.drafts.choosing import Chosen
from app.imports.drafts.matching import Known
from app.vocabulary.lists import ItemKind

LETTER = {ItemKind.CONCERN: "C", ItemKind.WELCOMED: "W"}
"""What begins the numbers that we make for items which print none."""


class Numbers:
    """The numbers of an election's items.

    The first numbered report on an election owns the bare numbers; another one's begin with its
    issuer's slug in capitals (CONTRACT.md, `ref`).
    """

    def __init__(self, known: Iterable[Known], chosen: Chosen) -> None:
        self._used = {item.number for item in known}
        issuer = chosen.issuers[0] if chosen.issuers else "other"
        self._issuer = re.sub(r"[^A-Z0-9]", "", issuer.upper())

    def new(self, number: str, kind: ItemKind, printed: bool) -> str:
        """Return the number of a new item, and remember that it is used."""
        letter = LETTER.get(kind)
        if letter and not printed:
            found = next(
                made for place in count(self._last(letter) + 1) if (made := f"{letter}{place}")
            )
        elif number not in self._used:
            found = number
        else:
            prefixes = (self._issuer + (str(place) if place > 1 else "") for place in count(1))
            found = next(
                made for prefix in prefixes if (made := f"{prefix}-{number}") not in self._used
            )
        self._used.add(found)
        return found

    def _last(self, letter: str) -> int:
        numbers = [re.fullmatch(rf"{letter}(\d+)", number) for number in self._used]
        return max((int(found[1]) for found in numbers if found), default=0)
