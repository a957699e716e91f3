"""What formats without lines share: numerals and letters of lists, raised digits, line breaks."""

import re

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""Digits to those of footnote marks."""

DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
"""And back."""

LABEL = re.compile(r"\s*(?:\(?[0-9A-Za-zа-яА-Я]{1,4}[.)]|[•–-])\s")
"""A number, letter or bullet at the beginning of a line."""

RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
"""Letters of Russian lists: those that cannot begin a word, and two more, are left out."""

ROMAN = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
]


def roman(number: int) -> str:
    """Return a number in small Roman numerals."""
    text = ""
    for size, sign in ROMAN:
        while number >= size:
            text += sign
            number -= size
    return text


def letters(number: int, alphabet: str = "abcdefghijklmnopqrstuvwxyz") -> str:
    """Return a number as Word counts in letters: after z come aa, bb, cc."""
    times, place = divmod(max(number, 1) - 1, len(alphabet))
    return alphabet[place] * (times + 1)


def ordinal(number: int) -> str:
    """Return a number as 1st, 2nd, 3rd."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10)
    return f"{number}{ending or 'th'}"


def split_breaks(text: str) -> list[str]:
    """Split a paragraph at empty lines and at line breaks before a number, letter or bullet."""
    parts = [""]
    for line in text.split("\n"):
        if not line.strip() or LABEL.match(line):
            parts.append(line)
        else:
            parts[-1] = f"{parts[-1]} {line}"
    return [" ".join(part.split()) for part in parts if part.strip()]
