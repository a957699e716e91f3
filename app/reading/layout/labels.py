"""Labels of list entries and headings: numbers, letters and bullets in every style."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

BULLETS = "•●▪■◦‣⁃·∙○►➢➤✓\uf0b7\uf0a7\uf0d8\uf076\uf0fc§"
_DASHES = r"\-–—"
_WORDS = r"(?:priority\s+|other\s+|key\s+)?recommendation|рекомендация"  # "Recommendation 4:"
_FORMS = (
    (
        "word",
        rf"(?i:{_WORDS})\s*(?:(?i:no\.?|№|n°|#)\s*)?(?P<v>\d{{1,3}}(?:\.\d{{1,3}})*(?:\.?[a-z]\b|\s?\([a-z]\))?)\s*[.:)–—-]?",
    ),
    (
        "coded",
        r"(?P<v>(?i:R|REC|PR)[.\s-]{0,2}\d{1,3})(?:\s*[.:)]|\s+[-–—])?"
        r"|(?P<x>P-?\d{1,3})(?:\s*[.:)]|\s+[-–—])"
        r"|(?P<w>(?:№|§|[Nn][or]\.)\s*\d{1,3})(?:\s*[.:)]|\s+[-–—]|(?=\s+[A-ZА-Я]|$))",
    ),
    (
        "numbered_letter",
        r"(?P<v>\d{1,3}\s*\.?\s*\(\s*[a-zа-я]\s*\)|\d{1,3}\.?[a-z](?=[.)])|\d{1,3}\.[a-z](?=\s|$))\s*[.)]{0,2}:?",
    ),
    ("dotted", r"(?P<v>\d{1,3}(?:\.\d{1,3}){1,3})[.)]?"),
    (
        "number",
        r"\((?P<v>\d{1,3})\)|\[(?P<x>\d{1,3})\]|(?P<w>\d{1,3})(?:[.)/]|\.?[º°])|(?P<y>[①-⒛])",
    ),
    ("roman", r"\((?P<v>[ivxl]{1,6})\)|(?P<w>[IVXL]{1,6}|[ivxl]{1,6})[.)]"),
    ("letter", r"\((?P<v>[A-Za-zА-Яа-я])\)|(?P<w>[A-Za-zА-Яа-я])[.)]"),
    ("bullet", rf"(?P<v>[{re.escape(BULLETS)}{_DASHES}*]|o(?=\s+[A-ZА-Я]|$))"),
)
_PATTERNS = tuple((name, re.compile(rf"(?:{form})(?=\s|$)")) for name, form in _FORMS)
_UNSPACED = re.compile(r"(?:\d{1,3}[.)]|[①-⒛])(?=[A-ZА-Я][a-zа-я])")
"""A number without a space behind it: “1.The”, “①The”."""
_CIRCLED = re.compile("[①-⒛]")
_LOOK_ALIKE = str.maketrans("асеорхуіАВСЕНКМОРТХІ", "aceopxyiABCEHKMOPTXI")
"""Cyrillic letters to the Latin ones that look the same."""
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z]")
_HEAD = 40
"""Characters of a text among which its label stands."""
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


class LabelStyle(StrEnum):
    """How a list entry or heading is counted."""

    WORD = "word"
    CODED = "coded"
    NUMBERED_LETTER = "numbered_letter"
    DOTTED = "dotted"
    NUMBER = "number"
    ROMAN = "roman"
    LETTER = "letter"
    BULLET = "bullet"


@dataclass(frozen=True)
class Label:
    """A label as printed, its style, and the value that it counts with (`4(a)`, `12`, `b`)."""

    printed: str
    style: LabelStyle
    value: str

    @property
    def number(self) -> int | None:
        """Return the whole number it begins with, a Roman one or a letter's place counted too."""
        digits = re.search(r"\d+", self.value)
        if digits:
            return int(digits.group())
        if self.style is LabelStyle.ROMAN:
            return roman_number(self.value)
        if self.style is LabelStyle.LETTER:
            return letter_number(self.value)
        return None


def read_label(printed: str) -> Label | None:
    """Return a label that stands alone, `None` where the text is no label."""
    text = printed.strip()
    for name, pattern in _PATTERNS:
        found = pattern.match(text)
        if found and found.end() == len(text):
            groups = found.groupdict()
            value = next((groups[key] for key in "vwxy" if groups.get(key)), text)
            return Label(text, LabelStyle(name), re.sub(r"\s+", "", plain_digits(value)))
    return None


def plain_digits(text: str) -> str:
    """Return a label with its circled and bracketed numbers (`①`, `⑴`, `⒈`) as plain digits."""
    return _CIRCLED.sub(lambda found: str(int(unicodedata.numeric(found[0]))), text)


def split_label(text: str) -> tuple[Label | None, str]:
    """Return the label that a text begins with, and the text after it.

    In a text of Latin letters Cyrillic ones that look the same are taken for them.
    """
    head = text[:_HEAD]
    if _CYRILLIC.search(head) and 2 * len(_CYRILLIC.findall(text)) < len(_LATIN.findall(text)):
        head = head.translate(_LOOK_ALIKE)
    plain = head + text[_HEAD:]
    for _, pattern in _PATTERNS:
        found = pattern.match(plain)
        if found:
            label = read_label(found.group())
            if label is not None:
                return label, text[found.end() :].strip()
    unspaced = _UNSPACED.match(plain)
    if unspaced:
        return read_label(unspaced.group()), text[unspaced.end() :]
    return None, text


def follows(label: Label, earlier: Label) -> bool:
    """Tell whether a label is the next one after an earlier one of the same style."""
    if label.style is not earlier.style:
        return False
    if label.style is LabelStyle.BULLET:
        return label.value == earlier.value
    if label.style is LabelStyle.DOTTED:
        own, before = label.value.split("."), earlier.value.split(".")
        return own[:-1] == before[:-1] and int(own[-1]) == int(before[-1]) + 1
    if label.number is None or earlier.number is None:
        return False
    return label.number == earlier.number + 1


def roman_number(text: str) -> int | None:
    """Return the value of a Roman number up to 89, `None` where it is none."""
    values = [_ROMAN.get(char, 0) for char in text.lower()]
    if not values or 0 in values:
        return None
    total = sum(
        -value if value < max(values[place + 1 :], default=0) else value
        for place, value in enumerate(values)
    )
    return total if total > 0 else None


def letter_number(text: str) -> int | None:
    """Return a letter's place in its alphabet, from 1."""
    char = text.lower()[:1]
    if "a" <= char <= "z":
        return ord(char) - ord("a") + 1
    if "а" <= char <= "я":
        return ord(char) - ord("а") + 1
    return None
