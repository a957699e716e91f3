"""The one text normaliser: for the search text, for what people type, and for digests."""

import hashlib
import re
import unicodedata
from typing import NamedTuple

_LETTERS = str.maketrans(
    {"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_WORD = re.compile(r"[^\W_]+")
_NO_LETTER = re.compile(r"[\W_]+")
_COMPOSED = frozenset("йЙ")
"""Letters of their own that decomposition would take for another with a mark."""
_SUPERSCRIPTS = dict.fromkeys(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹"))
# Cyrillic letters that look like Latin ones; the commission's English text mixes both.
_LOOKALIKES = str.maketrans("авекмнорстухіј", "abekmhopctyxij")


def _plain(text: str) -> str:
    # Decomposed first, since “№” is no letter with a small form, but the “No” in it is; and again,
    # since small forms can hold accents of their own.
    small = unicodedata.normalize("NFKD", text).casefold()
    decomposed = unicodedata.normalize("NFKD", small).translate(_LETTERS)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


class Token(NamedTuple):
    """A word of a text: where it stands in the text and its folded form."""

    start: int
    end: int
    word: str


class _Letters(dict[int, str]):
    """What each letter comes to, by its code point, as `str.translate` asks for it."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = part = "й" if char in _COMPOSED else _plain(char)
        if len(part) != 1:
            _UNEVEN.add(char)
        return part


_FOLDED = _Letters()
_UNEVEN: set[str] = set()
"""Letters met that come to none or to several: behind them, places in a folded text are others."""


def tokens(text: str) -> list[Token]:
    """Return the words of a text in order; `text` is to be in Unicode's composed form (NFC).

    A word keeps its й, which stems of Russian words need; `fold` gives и for it.
    """
    folded = _folded(text)
    if text.isascii() or _UNEVEN.isdisjoint(text):
        return [Token(*found.span(), found.group()) for found in _WORD.finditer(folded)]
    parts = [_FOLDED[ord(char)] for char in text]
    origin = [place for place, part in enumerate(parts) for _ in part]
    return [
        Token(origin[found.start()], origin[found.end() - 1] + 1, found.group())
        for found in _WORD.finditer(folded)
    ]


def folded_words(text: str) -> list[str]:
    """Return the words that `tokens` finds, without where they stand."""
    found: list[str] = _WORD.findall(_folded(text))
    return found


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else text.translate(_FOLDED)


def fold(text: str) -> list[str]:
    """Return the words of a text, without case, accents and punctuation, in order."""
    composed = unicodedata.normalize("NFC", text)
    return [word.replace("й", "и") for word in folded_words(composed)]


def digest(text: str) -> str:
    """Return 32 hexadecimal digits that name a text whatever its spacing, hyphenation and case.

    Only letters and digits count, superscript digits (footnote marks) do not, and Cyrillic
    look-alikes count as the Latin letters they stand for.
    """
    return hashlib.sha256(digest_letters(text).encode()).hexdigest()[:32]


def digest_letters(text: str) -> str:
    """Return the letters and digits of a text that its digest is made of, in order."""
    folded = unicodedata.normalize("NFKD", text.translate(_SUPERSCRIPTS)).casefold()
    return _NO_LETTER.sub("", folded.translate(_LOOKALIKES))


def natural_key(number: str) -> str:
    """Return a key by which numbers sort as people read them: 2, 2A, 2B, 10, C3, C12, O7."""
    return re.sub(r"\d+", lambda match: match.group().zfill(6), number)
