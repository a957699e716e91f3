"""Items of one list of recommendations: its pieces read in order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.reading.layout.labels import Label, LabelStyle, follows, plain_digits, read_label
from app.reading.layout.rows import ends_closed, starts_small
from app.reading.model import Piece, PieceKind, Span, Warn
from app.reading.reports.drafts import Draft, without_marks
from app.reading.reports.headings import is_priority, named, opens_list, path_of, shown
from app.reading.reports.lists import Section, next_body
from app.reading.reports.numbers import Numbered, counts_on, inline_letters, latin_letter, numbered
from app.reading.reports.plain_numbers import plain_numbers
from app.reading.reports.requests import is_request
from app.reading.reports.styles import label_of, letter_shape, main_style

_SUB_STYLES = (LabelStyle.LETTER, LabelStyle.ROMAN)
_DEEPER = 0.01
"""Share of the page's width by which a bullet is deeper than the one above it."""


@dataclass
class ListReading:
    """What reading a list gave: its items in order, the pieces taken up, and how it was counted."""

    drafts: list[Draft] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    unnumbered: bool = False
    gaps: list[tuple[int, int, int]] = field(default_factory=list)


def read_items(pieces: Sequence[Piece], section: Section, kept: set[str]) -> ListReading:
    """Return the items of a section, headings and lead-ins worked in; nothing where it has none."""
    plain = plain_numbers(pieces, section)
    style = main_style(pieces, section, len(plain))
    reader = _ListReader(pieces, section, kept, style)
    reader.plain = plain
    return reader.read()


class _ListReader:
    """Reads one list; keeps the heading, the open item and its container."""

    def __init__(
        self,
        pieces: Sequence[Piece],
        section: Section,
        kept: set[str],
        style: LabelStyle | None,
    ) -> None:
        self.pieces = pieces
        self.section = section
        self.kept = kept
        self.style = style
        self.found = ListReading(unnumbered=style in (LabelStyle.BULLET, None))
        self.stack: list[tuple[int, str]] = []
        self.heading: str | None = None
        self.priority: bool | None = None
        self.lead_in: str | None = None
        self.open: Draft | None = None
        self.container: Draft | None = None
        self.last: Numbered | None = None
        self.sub: Label | None = None
        self.inner = 0
        self.bullet: str | None = None
        self.fresh = True
        self.shape: str | None = None
        self.before: int | None = None
        self.series = False
        self.plain: dict[int, tuple[Label, int]] = {}

    def read(self) -> ListReading:
        if self.section.heading is not None:
            self._take_heading(self.pieces[self.section.heading])
        for place in range(self.section.start, self.section.end):
            piece = self.pieces[place]
            if piece.kind is PieceKind.HEADING:
                self._take_heading(piece)
                self.found.taken.add(place)
            elif piece.kind in (PieceKind.LIST, PieceKind.PARAGRAPH):
                if self._take(place, piece):
                    self.found.taken.add(place)
                self.before = place
        return self.found

    def _take_heading(self, piece: Piece) -> None:
        """Make a heading the one of the items that follow."""
        name = named(piece, self.kept)
        while self.stack and self.stack[-1][0] >= piece.level and len(self.stack) > 1:
            self.stack.pop()
        self.stack.append((piece.level, name))
        self.heading = shown(piece.text, self.kept)
        if opens_list(piece.text):
            self.priority = is_priority(piece.text)
        self.open = self.container = self.sub = None
        self.lead_in = None
        self.fresh, self.inner = True, 0

    def _take(self, place: int, piece: Piece) -> bool:
        """Take up a paragraph or list entry; return whether it found its place."""
        if piece.continued and self.before is not None:
            return self._continue(place, piece, self.before)
        label = self.plain[place][0] if place in self.plain else label_of(piece)
        if label is None:
            return self._take_paragraph(place, piece)
        if self._is_inner(label):
            self._add_child(place, piece.text, (0, len(piece.text)), label, piece.page)
            return True
        counted = self._counted(label)
        if counted is not None:
            self._begin(place, piece, label, counted)
            return True
        if self.style is LabelStyle.LETTER and label.style in _SUB_STYLES:
            if self._is_letter_below(label):
                self._add_below(place, piece, label)
            else:
                self._begin(place, piece, label, None)
            return True
        if self._is_below(piece, label):
            self._add_below(place, piece)
            return True
        if self.style is LabelStyle.BULLET and self._is_main_bullet(label):
            self._begin(place, piece, label, None)
            return True
        if label.style in _SUB_STYLES and self.open is not None and label.printed.islower():
            return self._take_sub(place, piece, label)
        if self._is_part(label):
            self._add_child(place, piece.text, (0, len(piece.text)), label, piece.page)
            return True
        if label.style is LabelStyle.NUMBER and self.style is LabelStyle.DOTTED:
            self.open = None
            return piece.text.rstrip().endswith(":")
        return self._append_entry(place, piece, label)

    def _counted(self, label: Label) -> Numbered | None:
        """Return what a label counts where it begins an item of this list."""
        counted = numbered(label)
        if counted is None or self.style in (LabelStyle.LETTER, LabelStyle.BULLET, None):
            return None
        ordinary = (LabelStyle.NUMBER, LabelStyle.NUMBERED_LETTER)
        fits = label.style is self.style or (self.style in ordinary and label.style in ordinary)
        if not fits:
            coded = label.style in (LabelStyle.CODED, LabelStyle.WORD)
            next_one = self.last is not None and counted.number == self.last.number + 1
            return counted if coded and next_one and not counted.letter else None
        shape = re.sub(r"\d+", "#", plain_digits(re.sub(r"\s", "", label.printed)))
        self.shape = self.shape or shape
        closed = self.open is None or ends_closed(self.open.text) or self.fresh
        if counts_on(counted, self.last):
            same = shape == self.shape or label.style is LabelStyle.NUMBERED_LETTER
            return counted if same or closed else None
        if shape != self.shape:
            return None
        return counted if closed else None

    def _is_main_bullet(self, label: Label) -> bool:
        self.bullet = self.bullet or label.value
        return label.value == self.bullet

    def _begin(self, place: int, piece: Piece, label: Label, counted: Numbered | None) -> None:
        """Begin an item of its own."""
        if counted is not None:
            before = self.last
            if before is not None and not counted.dotted and counted.number > before.number + 1:
                self.found.gaps.append((before.number, counted.number, piece.page))
            self.last = counted
        bullet = label.style is LabelStyle.BULLET
        draft = Draft(
            printed=None if bullet else label.printed,
            counted=counted,
            page=piece.page,
            section=path_of(self.stack),
            heading=self.heading,
            priority=self._priority(label),
            lead_in=self.lead_in,
        )
        draft.add(place, piece.text, self.plain[place][1] if place in self.plain else 0)
        self.found.drafts.append(draft)
        self.open, self.container, self.sub, self.fresh = draft, None, None, False
        self.inner = 0

    def _priority(self, label: Label) -> bool | None:
        if label.style is LabelStyle.WORD:
            told = is_priority(label.printed)
            return told if told is not None else self.priority
        return self.priority

    def _take_sub(self, place: int, piece: Piece, label: Label) -> bool:
        """Take up a lettered entry below a numbered item, which becomes its container."""
        if self.sub is None:
            self._make_container(label)
        elif not self._letters_on(label):
            return self._append(place, piece, with_label=True)
        if self.container is None:
            return self._append(place, piece, with_label=True)
        self._add_child(place, piece.text, (0, len(piece.text)), label, piece.page)
        return True

    def _is_part(self, label: Label) -> bool:
        """Tell whether a label counts within the open item (`47.1` in 47), now its container."""
        parent = self.container or self.open
        counted = parent.counted if parent is not None else None
        if parent is None or counted is None or label.style is not LabelStyle.DOTTED:
            return False
        inside = re.fullmatch(rf"{counted.number}\.\d+", label.value)
        if counted.dotted or counted.letter or not inside:
            return False
        if self.container is None and not parent.text.endswith(":"):
            return False
        parent.container, self.container = True, parent
        return True

    def _is_inner(self, label: Label) -> bool:
        """Tell whether a number counts within the open item: from 1 behind its colon, then in turn.

        Where the list would go on with it as well, the entry before it has not ended a sentence.
        """
        item = self.open
        if not (label.style is self.style is LabelStyle.NUMBER) or item is None or not self.last:
            return False
        if not self.inner:
            whole = item.counted is not None and not (item.counted.letter or item.counted.dotted)
            if label.number != 1 or not whole or not item.text.endswith(":"):
                return False
            item.container, self.container = True, item
        main = label.number == self.last.number + 1 and item.text.endswith(".")
        self.inner = 0 if main or label.number != self.inner + 1 else self.inner + 1
        return bool(self.inner)

    def _is_below(self, piece: Piece, label: Label) -> bool:
        """Tell whether a bullet stands below the open one, which ends in a colon.

        It is printed deeper, has another sign, or goes on with the sentence.
        """
        parent = self.container or self.open
        if self.style is not LabelStyle.BULLET or label.style is not self.style or parent is None:
            return False
        if parent.counted is not None or not parent.text.endswith(":"):
            return False
        above = self.pieces[parent.spans[0].piece]
        if label.value != self.bullet or starts_small(piece.text):
            return True
        if above.box is None or piece.box is None or above.page != piece.page:
            return False
        return piece.box.x0 > above.box.x0 + _DEEPER

    def _is_letter_below(self, label: Label) -> bool:
        """Tell whether a letter of another shape counts below the open item: `(i)` below `IV.`."""
        shape = letter_shape(label)
        self.shape = self.shape or shape
        if shape == self.shape or self.open is None:
            return False
        return label.number == 1 if self.sub is None else self._letters_on(label)

    def _add_below(self, place: int, piece: Piece, label: Label | None = None) -> None:
        """Take up an entry below the open one, which becomes its container."""
        parent = self.container or self.open
        if parent is None:
            return
        parent.container = True
        draft = Draft(
            printed=label.printed if label is not None else None,
            counted=None,
            page=piece.page,
            section=parent.section,
            heading=parent.heading,
            priority=parent.priority,
            lead_in=parent.text,
            parent=parent,
        )
        draft.add(place, piece.text)
        self.found.drafts.append(draft)
        self.open, self.container, self.sub = draft, parent, label

    def _letters_on(self, label: Label) -> bool:
        """Tell whether a letter is the next in turn; `i` after `h` is a letter, not a number."""
        if self.sub is None or follows(label, self.sub):
            return True
        single = len(label.value) == 1
        letter = Label(label.printed, LabelStyle.LETTER, label.value)
        return single and self.sub.style is LabelStyle.LETTER and follows(letter, self.sub)

    def _make_container(self, label: Label) -> None:
        """Make the open item a container; a first letter within its text becomes a child."""
        item = self.open
        if item is None or item.counted is None:
            return
        within = inline_letters(item.parts[-1], (label.number or 1) - 1)
        if within is None:
            return
        item.container = True
        self.container = item
        if not within:
            return
        span = item.spans[-1]
        ends = [found.start() for found in within[1:]] + [len(item.parts[-1])]
        item.parts[-1] = item.parts[-1][: within[0].start()]
        item.spans[-1] = Span(span.piece, span.start, span.start + within[0].start())
        source = self.pieces[span.piece].text
        for found, end in zip(within, ends, strict=True):
            own = read_label(found.group().strip()) or label
            bounds = (span.start + found.end(), span.start + end)
            self._add_child(span.piece, source, bounds, own, item.page)

    def _add_child(
        self, place: int, text: str, bounds: tuple[int, int], label: Label, page: int
    ) -> None:
        parent = self.container
        if parent is None or parent.counted is None:
            return
        letter = latin_letter(label.value)
        if label.style in (LabelStyle.ROMAN, LabelStyle.NUMBER):
            letter = chr(ord("A") + min((label.number or 1), 26) - 1)
        counted = Numbered(parent.counted.number, letter, parent.counted.dotted)
        if label.style is LabelStyle.DOTTED:
            counted = Numbered(parent.counted.number, dotted=label.value)
        draft = Draft(
            printed=label.printed,
            counted=counted,
            page=page if bounds[0] else self.pieces[place].page,
            section=parent.section,
            heading=parent.heading,
            priority=parent.priority,
            lead_in=parent.text,
            parent=parent,
        )
        draft.add(place, text[: bounds[1]], bounds[0])
        self.found.drafts.append(draft)
        self.open, self.sub = draft, label

    def _append_entry(self, place: int, piece: Piece, label: Label) -> bool:
        """Add an entry that begins no item to the open one, its number too, and say so."""
        if self.open is not None and numbered(label) is not None:
            message = f"“{label.printed}” stands in it and was not counted: see what it begins."
            self.open.warnings.append(Warn("label_within", message, piece.page))
        return self._append(place, piece, with_label=label.style is not LabelStyle.BULLET)

    def _append(self, place: int, piece: Piece, with_label: bool = False) -> bool:
        """Add a piece to the open item; an entry that has no item to go to is left unread."""
        if self.open is None:
            return bool(self.fresh and not self.found.drafts and not piece.label)
        self.open.add(place, piece.text)
        if with_label and piece.label:
            self.open.parts[-1] = f"{piece.label} {piece.text}"
        return True

    def _continue(self, place: int, piece: Piece, before: int) -> bool:
        """Take up what goes on from the last page with the item or introduction begun there."""
        if self.open is not None and self.open.spans[-1].piece == before:
            return self._append(place, piece)
        return before in self.found.taken

    def _take_paragraph(self, place: int, piece: Piece) -> bool:
        """Take up a paragraph: introduction, lead-in, or an item where the list has no marks."""
        text = without_marks(piece.text)
        if self.open is not None and starts_small(text) and not ends_closed(self.open.text):
            return self._append(place, piece)
        if self.style is None and self._is_unmarked(text):
            self._begin_unmarked(place, piece)
            return True
        if text.endswith(":"):
            follows_list = self._next_is_entry(place)
            if follows_list and not opens_list(text) and self.style is LabelStyle.BULLET:
                self.lead_in = text
                self.open = None
                return True
            if follows_list and self.open is None:
                return True
        return self.fresh

    def _is_unmarked(self, text: str) -> bool:
        """Tell whether a paragraph of a list without marks is an item: it asks for something.

        Or it is one of a series that a colon opens and semicolons part.
        """
        if text.endswith(":"):
            self.series = True
            return False
        in_series = self.series and (text.endswith(";") or starts_small(text))
        self.series = in_series and text.endswith(";")
        return in_series or is_request(text)

    def _begin_unmarked(self, place: int, piece: Piece) -> None:
        draft = Draft(
            printed=None,
            counted=None,
            page=piece.page,
            section=path_of(self.stack),
            heading=self.heading,
            priority=self.priority,
        )
        draft.add(place, piece.text)
        self.found.drafts.append(draft)
        self.open, self.fresh = draft, False

    def _next_is_entry(self, place: int) -> bool:
        first = next_body(self.pieces[: self.section.end], place + 1)
        return first is not None and first.kind is PieceKind.LIST and bool(first.label)
