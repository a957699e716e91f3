"""Text that was damaged before it reached us: told, never altered."""

import re
from collections.abc import Callable
from html.entities import html5

from app.reading.model import Warn
from app.reading.tables.headers import text_of

MISREAD_AS = ("cp1252", "mac_roman", "cp1251")
"""What UTF-8 is taken for when it is read wrongly."""
CONTEXT = 12
"""Characters on either side of the place that are shown."""
ADDRESS = 60
"""Characters before a question mark among which an address is looked for."""

_ANY = re.compile("[^\x20-\x7e\t\r\n]|[&?]|_x")
_RUN = re.compile("[^\x00-\x7f]{2,}")
_CODE = re.compile(r"&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPE = re.compile(r"_x[0-9A-Fa-f]{4}_")
_LOST = re.compile("\ufffd")
_ASKED = re.compile(r"[^\W\d_]\?[^\W\d_]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def damages(column: str, text: str) -> list[Warn]:
    """Return a warning for each kind of damage in a cell, with the first place of it."""
    if not _ANY.search(text):
        return []
    found = []
    for what, look in _KINDS:
        span = look(text)
        if span:
            shown = text_of(text[max(0, span[0] - CONTEXT) : span[1] + CONTEXT])
            message = f"Column “{column}” holds {what}: “{shown}”."
            found.append(Warn("damaged", f"{message} The text is kept as it is."))
    return found


def _misread(text: str) -> tuple[int, int] | None:
    """Signs that are UTF-8 when they are taken back to bytes: “Ã©” for é, “â€™” for ’."""
    if not _LEAD.search(text):
        return None
    for run in _RUN.finditer(text):
        for encoding in MISREAD_AS:
            meant = _read_again(run.group(), encoding)
            if meant and plausible(meant):
                return run.span()
    return None


def _lead() -> re.Pattern[str]:
    """What the first two bytes of such a character look like, which is quickly looked for."""
    pairs = []
    for encoding in MISREAD_AS:
        lead = bytes([*range(0xC2, 0xC6), 0xD0, 0xD1, 0xE2]).decode(encoding)
        following = bytes(range(0x80, 0xC0)).decode(encoding, "ignore")
        pairs.append(f"[{lead}][{re.escape(following)}\x80-\x9f]")
    return re.compile("|".join(pairs))


_LEAD = _lead()


def _read_again(run: str, encoding: str) -> str | None:
    try:
        return b"".join(_byte(char, encoding) for char in run).decode("utf-8")
    except UnicodeError:
        return None


def _byte(char: str, encoding: str) -> bytes:
    """The byte that was read as this character; bytes that an encoding lacks stay as they are."""
    return char.encode("latin-1" if "\x80" <= char < "\xa0" else encoding)


def plausible(meant: str) -> bool:
    """Whether letters make sense; Cyrillic only two and more, since one comes by chance."""
    cyrillic = sum("\u0400" <= char <= "\u045f" for char in meant)
    western = all(
        "\xa0" <= char <= "\u017f" or "\u2010" <= char <= "\u2044" or char in "€™№"
        for char in meant
        if not "\u0400" <= char <= "\u045f"
    )
    return western and cyrillic != 1


def _code(text: str) -> tuple[int, int] | None:
    for match in _CODE.finditer(text):
        name = match.group(1)
        if name.startswith("#") or f"{name};" in html5:
            return match.span()
    return None


def _escape(text: str) -> tuple[int, int] | None:
    match = _ESCAPE.search(text)
    return match.span() if match else None


def _lost(text: str) -> tuple[int, int] | None:
    match = _LOST.search(text)
    return match.span() if match else None


def _asked(text: str) -> tuple[int, int] | None:
    """A question mark between letters, where none belongs except in an address."""
    for match in _ASKED.finditer(text):
        before = text[max(0, match.start() - ADDRESS) : match.start()].split()
        if text[match.start() - 1 : match.start()].isspace() or not before:
            return match.span()
        if not any(sign in before[-1] for sign in ("/", "www.", "@")):
            return match.span()
    return None


def _control(text: str) -> tuple[int, int] | None:
    match = _CONTROL.search(text)
    return match.span() if match else None


_KINDS: tuple[tuple[str, Callable[[str], tuple[int, int] | None]], ...] = (
    ("UTF-8 that was read as another encoding", _misread),
    ("a code of HTML instead of a character", _code),
    ("a code of a spreadsheet instead of a character", _escape),
    ("a sign for a character that was lost", _lost),
    ("a question mark within a word", _asked),
    ("a control character", _control),
)
