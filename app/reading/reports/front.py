"""A document's kind, title and date, guessed from its first page."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.reading.layout.rows import SUPERSCRIPTS
from app.reading.model import Piece, PieceKind, Text
from app.vocabulary.lists import DocumentKind

_KINDS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (DocumentKind.NEEDS_ASSESSMENT, r"\bneeds\s+assessment\s+mission\s+report\b"),
        (DocumentKind.NEEDS_ASSESSMENT, r"миссии\s+по\s+оценке\s+потребностей"),
        (DocumentKind.INTERIM_REPORT, r"\binterim\s+report\b|промежуточн\w+\s+отч[её]т"),
        (
            DocumentKind.PRELIMINARY_STATEMENT,
            r"\bstatement\s+of\s+preliminary\s+findings\b|\bpreliminary\s+statement\b|"
            r"предварительн\w+\s+(?:заявлени|вывод)",
        ),
        (DocumentKind.COMMENTS, r"^comments\s+(?:of|on|by|to)\b|^these\s+comments\b|^комментари"),
        (DocumentKind.FINAL_REPORT, r"\bfinal\s+report\b|итогов\w+\s+отч[её]т"),
        (DocumentKind.LEGAL_OPINION, r"\b(?:joint\s+)?opinion\s+on\b|^заключение\s+по"),
        (DocumentKind.FINAL_REPORT, r"\bobservation\s+(?:mission\s+)?report\b"),
    )
)
_ITSELF = re.compile(
    r"\bth(?:is|ese)\s+(?:comments|(?:final|interim)\s+report|preliminary\s+statement|statement\s+of"
    r"\s+preliminary\s+findings)",
    re.IGNORECASE,
)
"""How a text speaks of itself: other documents that it names are not meant."""
_ISSUER = re.compile(
    r"^(?:office|organi[sz]ation|mission|international)\b|\b(?:mission|assembly|union|council|"
    r"commission|center|centre|миссия|комиссия)$",
    re.IGNORECASE,
)
_ENGLISH = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_RUSSIAN = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
_MONTHS = {name: place for names in (_ENGLISH, _RUSSIAN) for place, name in enumerate(names, 1)}
_DATE = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({'|'.join(_MONTHS)})\s+(\d{{4}})\b", re.IGNORECASE
)
_AMERICAN = re.compile(rf"\b({'|'.join(_ENGLISH)})\s+(\d{{1,2}}),\s+(\d{{4}})\b", re.IGNORECASE)
_NUMERIC = re.compile(
    r"(?<![\d./-])(?:(?P<y>(?:19|20)\d\d)-(?P<m>\d{2})-(?P<d>\d{2})|"
    r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d))(?![\d./-])"
)
"""2019-01-21 and 21.01.2019; with slashes the order of day and month is not known."""
_NOMINATIVE = (
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
)
_NAMES = {name: place for names in (_ENGLISH, _NOMINATIVE) for place, name in enumerate(names, 1)}
_MONTH = re.compile(rf"(?<!\d )\b({'|'.join(_NAMES)})\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_VOTE = re.compile(r"elect|vot|referend|ballot|round|выбор|голосован|референдум|тур", re.IGNORECASE)
"""Beside a month alone they say that it is the month of the election."""
_DATELINE = re.compile(r"^[^.]{0,40}?,\s*(.{8,30}?)\s*[–—-]\s")
_CHAPTER = re.compile(
    r"^(?:(?:executive\s+)?summary|introduction|background|findings|(?:table\s+of\s+)?contents|"
    r"preliminary\s+(?:conclusions|findings)|(?:\w+\s+)?(?:recommendations|conclusions)\b|"
    r"implementation\b|введение|резюме|содержание|рекомендации)",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"^(?:(?:date\s+of\s+)?(?:publi(?:shed|cation)|issued?|released?)|опубликован\w*|"
    r"дата\s+публикации)\b",
    re.IGNORECASE,
)
"""What says itself that a date is the document's own."""
_SALUTES = re.compile(
    r"^(?:dear\s|(?:your\s+)?excellenc(?:y|ies)\s*,|(?:sir|madam)s?\s*,|уважаем)", re.IGNORECASE
)
"""How a letter begins behind its head."""
_SHORT = 150
_OPENING = 60
"""Pieces of the beginning that are looked at."""
_COVER = 15
_AFTER_COVER = 12


@dataclass(frozen=True)
class Front:
    """What the first page tells, `None` where it does not."""

    kind: DocumentKind | None
    title: str | None
    published_on: str | None


def read_front(text: Text) -> Front:
    """Return the kind, title and date of a document as its first pages have them."""
    opening = [
        piece
        for piece in text.pieces[:_OPENING]
        if piece.kind not in (PieceKind.FURNITURE, PieceKind.FOOTNOTE)
    ]
    cover = _cover(opening)
    return Front(_kind(text, cover, opening), _title(text, cover), _date(cover, opening))


def _cover(opening: Sequence[Piece]) -> list[Piece]:
    """Return the short lines before the contents, the first numbered heading or long paragraph."""
    cover: list[Piece] = []
    for piece in opening[:_COVER]:
        inside = piece.kind in (PieceKind.TABLE, PieceKind.LIST) or _CHAPTER.match(piece.text)
        numbered = piece.kind is PieceKind.HEADING and piece.label
        if len(piece.text) > _SHORT or inside or numbered or _SALUTES.match(piece.text):
            break
        cover.append(piece)
    return cover


def _bare(piece: Piece) -> str:
    return piece.text.rstrip(SUPERSCRIPTS).strip()


def _kind(text: Text, cover: Sequence[Piece], opening: Sequence[Piece]) -> DocumentKind | None:
    """Return the kind that the cover names, else how the text speaks of itself, else its heads."""
    lines = [_bare(piece) for piece in cover]
    for piece in opening[len(cover) : len(cover) + _AFTER_COVER]:
        lines += [found.group()[5:].strip() for found in _ITSELF.finditer(piece.text)]
        lines += [found.group() for found in _ITSELF.finditer(piece.text)]
    lines += [piece.text for piece in text.pieces if piece.kind is PieceKind.FURNITURE]
    for line in lines:
        for kind, pattern in _KINDS:
            if pattern.search(line):
                return kind
    return None


def _title(text: Text, cover: Sequence[Piece]) -> str | None:
    """Return the lines of the cover without issuers, each once, up to the one that names its kind.

    The format's own title stands in where there is no cover.
    """
    lines: list[str] = []
    for piece in cover:
        line = _bare(piece)
        known = line.casefold() in (one.casefold() for one in lines)
        if not known and not _ISSUER.search(line) and not _PUBLISHED.match(line):
            lines.append(line)
        if any(pattern.search(line) for _, pattern in _KINDS):
            break
    return ", ".join(lines[:6]) or text.title or None


def _date(cover: Sequence[Piece], opening: Sequence[Piece]) -> str | None:
    """Return the last date alone on a line of the cover behind its kind, or a dateline's.

    Where none has a day, a month alone counts.
    """
    named = False
    alone: list[str] = []
    months: list[str] = []
    for piece in cover:
        line = _bare(piece)
        named = named or any(pattern.search(line) for _, pattern in _KINDS)
        named = named or bool(_PUBLISHED.match(line))
        date = read_date(line)
        rest = _NUMERIC.sub("", _AMERICAN.sub("", _DATE.sub("", line)))
        if date is not None and len(re.sub(r"[\W\d]", "", rest)) <= 20 and named:
            alone.append(date)
        month = _MONTH.search(line)
        rest = _MONTH.sub("", line)
        if month and len(re.sub(r"[\W\d]", "", rest)) <= 20 and named and not _VOTE.search(rest):
            months.append(f"{month[2]}-{_NAMES[month[1].casefold()]:02}")
    if alone:
        return alone[-1]
    for piece in opening:
        dateline = _DATELINE.match(piece.text)
        if dateline and read_date(dateline.group(1)):
            return read_date(dateline.group(1))
    return months[-1] if months else None


def read_date(text: str) -> str | None:
    """Return the first full date in a text as YYYY-MM-DD."""
    found = _DATE.search(text)
    other = None if found else _AMERICAN.search(text)
    digits = None if found or other else _NUMERIC.search(text)
    if digits:
        year, month, day = (
            digits[iso] or digits[dotted]
            for iso, dotted in (("y", "year"), ("m", "month"), ("d", "day"))
        )
        return _iso(int(year), int(month), int(day))
    if found:
        day, month, year = found.groups()
    elif other:
        month, day, year = other.groups()
    else:
        return None
    return _iso(int(year), _MONTHS[month.casefold()], int(day))


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None
