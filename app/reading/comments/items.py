"""Quotations become items: numbers, lead-ins with letters, the quotation's own words."""

import re
from dataclasses import dataclass, replace

from app.reading.comments.exchanges import Exchange
from app.reading.comments.flow import following as number_after
from app.reading.comments.labels import Label, Number, label_at, letters_within
from app.reading.comments.patterns import Patterns
from app.reading.comments.strays import StrayNumbers
from app.reading.comments.stream import Stream, tidy
from app.reading.model import FoundItem, Warn
from app.vocabulary.lists import ItemKind, PlaceRole

PREFIX = {ItemKind.RECOMMENDATION: "", ItemKind.CONCERN: "O", ItemKind.WELCOMED: "W"}
"""What stands before the numbers that comments give to what they quote (CONTRACT.md)."""
MADE = {ItemKind.RECOMMENDATION: "R", ItemKind.CONCERN: "O", ItemKind.WELCOMED: "W"}
"""The same where nothing is printed and we number in order."""
_WORDS_BEHIND = re.compile(r"\d.*[^\W\d_]{4}")
"""A paragraph "3 of the report" is numbered there, the recommendation in it may be otherwise."""
_ALIKE = 0.9
"""Share of words that two quotations of one item have in common, at least."""


@dataclass
class Where:
    """Under which headings something stands."""

    kind: ItemKind = ItemKind.RECOMMENDATION
    title: str | None = None
    listing: str | None = None
    priority: bool | None = None
    theme: str | None = None

    @property
    def heading(self) -> str | None:
        """The heading of the list, else of the subject."""
        return self.listing or self.theme

    @property
    def section(self) -> str:
        """All headings above, the outermost first."""
        parts = [self.title, self.listing, self.theme]
        return ", ".join(part for part in parts if part) or "Comments"


class ItemMaker:
    """Makes the items of one document in its order, each number once."""

    def __init__(self, stream: Stream, patterns: Patterns, numbers: StrayNumbers) -> None:
        self._stream = stream
        self._numbers = numbers
        self._leave_out = patterns.of(patterns.quotations.leave_out)
        self._patterns = patterns
        self._container: FoundItem | None = None
        self._texts: dict[tuple[ItemKind, str], str] = {}
        self.items: list[FoundItem] = []

    def leave(self) -> None:
        """Forget the lead-in: a new section begins."""
        self._container = None

    def name(self, number: Number, kind: ItemKind) -> str:
        """Return a number as the tracker writes it: 2B, O7, W3."""
        if not number.parts and self._container is not None:
            return self._container.number + (number.letter or "")
        return PREFIX[kind] + str(number)

    def quote(
        self, exchange: Exchange, kind: ItemKind, where: Where, following: Exchange | None
    ) -> tuple[list[str], list[Warn]]:
        """Add what an exchange quotes; return its numbers and what is to be said of them."""
        printed = exchange.label.numbers if exchange.label else ()
        if not self.words(*exchange.quotation):
            return [self.name(number, kind) for number in exchange.numbers], []
        if not printed:
            return self._without_number(exchange, kind, where)
        listed = self._listed(exchange, printed, following)
        if len(listed) > 1:
            ends = [label.start for label in listed[1:]] + [exchange.quotation[1]]
            return [
                self._add(self.name(label.numbers[0], kind), label, kind, where, (label.end, end))
                for label, end in zip(listed, ends, strict=True)
            ], []
        if len(printed) > 1:
            return self._not_taken_apart(exchange, printed, kind, where)
        return self._one(exchange, printed[0], kind, where, following)

    def _one(
        self,
        exchange: Exchange,
        number: Number,
        kind: ItemKind,
        where: Where,
        following: Exchange | None,
    ) -> tuple[list[str], list[Warn]]:
        """Add an item with one number, or a lead-in with its letters."""
        label = exchange.label
        if not number.parts:
            if self._container is None:
                return self._without_number(exchange, kind, where)
            return [self._add(self.name(number, kind), label, kind, where, exchange.quotation)], []
        self._container = None
        name = self.name(number, kind)
        letters = self._letters(exchange, following) if number.letter is None else []
        if not letters:
            return [self._add(name, label, kind, where, exchange.quotation)], []
        lead = (exchange.quotation[0], letters[0].start)
        self._add(name, label, kind, where, lead)
        self._container = self.items[-1] = replace(self.items[-1], container=True)
        ends = [label.start for label in letters[1:]] + [exchange.quotation[1]]
        return [
            self._add(name + (own.letter_only or ""), own, kind, where, (own.end, end))
            for own, end in zip(letters, ends, strict=True)
        ], []

    def lead_in(self, exchange: Exchange, kind: ItemKind, where: Where) -> None:
        """Add a quotation that has no answer but lettered items behind it."""
        if exchange.label is not None and exchange.label.numbers[0].parts:
            self._container = None
            name = self.name(exchange.label.numbers[0], kind)
            self._add(name, exchange.label, kind, where, exchange.quotation)
            self._container = self.items[-1] = replace(self.items[-1], container=True)

    def _letters(self, exchange: Exchange, following: Exchange | None) -> list[Label]:
        """Return the letters of a lead-in's items: those that begin blocks, or one within a line.

        A letter within a line counts only where the next quotation goes on with the one after it.
        """
        found = list(letters_within(self._stream, *exchange.quotation))
        own = [inner for inner in found if self._stream.begins_block(inner.start)]
        if own and own[0].letter_only == "A":
            return own
        label = following.label if following else None
        if label is None or label.letter_only != "B":
            return []
        return [inner for inner in reversed(found) if inner.letter_only == "A"][:1]

    def _listed(
        self, exchange: Exchange, printed: tuple[Number, ...], following: Exchange | None
    ) -> list[Label]:
        """Return the labels of a quotation of several items: named together, or counted on.

        Numbers within one quotation count on from its own only where the next one goes on behind
        them; else they belong to a list within the item.
        """
        label = exchange.label
        own = [
            found
            for block in self._stream.blocks_between(*exchange.quotation)
            if block.start >= exchange.quotation[0]
            and (found := label_at(self._stream, block.start, block.end, self._patterns))
        ]
        if len(printed) > 1:
            named = [found for found in own if found.numbers[0] in printed]
            return named if [found.numbers[0] for found in named] == list(printed) else []
        if label is None or not printed[0].parts or printed[0].letter:
            return []
        listed = [label]
        for found in own:
            if found.numbers == (Number(number_after(listed[-1].numbers[0].parts)),):
                listed.append(found)
        last = listed[-1].numbers[0].parts
        ahead = following.label.numbers[0].parts if following and following.label else None
        return listed if ahead is None or not ahead or ahead > last or ahead == (1,) else [label]

    def _not_taken_apart(
        self, exchange: Exchange, printed: tuple[Number, ...], kind: ItemKind, where: Where
    ) -> tuple[list[str], list[Warn]]:
        """What is quoted of several items together stays with the first of them, and is told."""
        names = [self.name(number, kind) for number in printed]
        message = f"Quoted together for {', '.join(names)}; the words were not taken apart."
        warning = Warn("several_items", message, self._stream.page(exchange.quotation[0]))
        self._add(names[0], exchange.label, kind, where, exchange.quotation, [warning])
        return names, [warning]

    def _without_number(
        self, exchange: Exchange, kind: ItemKind, where: Where
    ) -> tuple[list[str], list[Warn]]:
        """Tie a quotation without number by its text, or number it ourselves."""
        self._container = None
        page = self._stream.page(exchange.quotation[0])
        text = self.words(*exchange.quotation)
        for (own, number), said in self._texts.items():
            if own is kind and alike(said, text):
                return [number], []
        warnings = [Warn("unnumbered", "No number is printed before this quotation.", page)]
        if not exchange.sure:
            message = "Where this quotation begins is not sure; look at the paragraphs before it."
            warnings.append(Warn("boundary", message, page))
        name = self._made(kind)
        return [self._add(name, exchange.label, kind, where, exchange.quotation, warnings)], []

    def _made(self, kind: ItemKind) -> str:
        place = 1
        while (kind, f"{MADE[kind]}{place}") in self._texts:
            place += 1
        return f"{MADE[kind]}{place}"

    def kept(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the parts of a quotation that are its own words, without what was added."""
        kept, place = [], start
        first_word = self._stream.trim(start, end)[0]
        words = self._stream.plain[first_word:end]
        drops = [
            (first_word + match.start(), first_word + match.end())
            for phrase in self._leave_out
            for match in phrase.finditer(words)
        ]
        alone = self._numbers.within(start, end, last=end)
        drops += [(block.start, block.end) for block, sure in alone if sure]
        for first, last in sorted(drops):
            kept.append((place, max(place, first)))
            place = max(place, last)
        return [*kept, (place, end)]

    def words(self, start: int, end: int) -> str:
        """Return a quotation's own words, without the quotation marks around all of them."""
        parts = (self._stream.text[slice(*part)] for part in self.kept(start, end))
        return without_quotes(tidy("".join(parts)))

    def add(
        self,
        label: Label,
        kind: ItemKind,
        where: Where,
        place: tuple[int, int],
        warnings: list[Warn],
    ) -> None:
        """Add an item that stands in a section without answers."""
        self._add(self.name(label.numbers[0], kind), label, kind, where, place, warnings)

    def _add(
        self,
        name: str,
        label: Label | None,
        kind: ItemKind,
        where: Where,
        place: tuple[int, int],
        warnings: list[Warn] | None = None,
    ) -> str:
        """Add an item and return its number; what is quoted again is not added again."""
        text = self.words(*place)
        page = self._stream.page(self._stream.trim(*place)[0])
        said = self._texts.get((kind, name))
        if said is not None and alike(said, text):
            return name
        if said is not None:
            message = f"{name} is quoted twice, with different words; this is the later one."
            warnings = [*(warnings or []), Warn("number_twice", message, page)]
            name = self._made(kind)
        self._texts[(kind, name)] = text
        lead = self._container if label and label.letter_only else None
        self.items.append(
            FoundItem(
                number=name,
                number_as_printed=self._printed(label) if label else None,
                kind=kind,
                text=text,
                page=page,
                page_basis=self._stream.basis(place[0]),
                section=where.section,
                spans=[span for part in self.kept(*place) for span in self._stream.spans(*part)],
                role=PlaceRole.QUOTATION,
                parent=lead.number if lead else None,
                heading=where.heading,
                priority=where.priority,
                lead_in=lead.text if lead else None,
                warnings=[
                    *(warnings or []),
                    *self._numbers.told(*place, last=place[1]),
                    *self._elsewhere(label),
                ],
            )
        )
        return name

    def _elsewhere(self, label: Label | None) -> list[Warn]:
        """Warn of a number that is named with words behind it: it may count something else."""
        if label is None or not label.named or not _WORDS_BEHIND.search(self._printed(label)):
            return []
        message = f'"{self._printed(label)}" may not be the number of the item itself; check it.'
        return [Warn("number_elsewhere", message, self._stream.page(label.start))]

    def _printed(self, label: Label) -> str:
        return self._stream.words(label.start, label.end)


def without_quotes(text: str) -> str:
    """Return a text without the quotation marks around all of it."""
    for opening, closing in (("“", "”"), ("«", "»"), ('"', '"'), ("„", "“"), ("‘", "’")):
        inner = text[len(opening) : -len(closing)]
        whole = len(text) > 2 and text.startswith(opening) and text.endswith(closing)
        if whole and opening not in inner and closing not in inner:
            return inner.strip()
    return text


def alike(one: str, other: str) -> bool:
    """Tell whether two texts are the same but for small things."""
    ours, theirs = set(one.casefold().split()), set(other.casefold().split())
    if not ours or not theirs:
        return False
    return len(ours & theirs) / len(ours | theirs) >= _ALIKE
