"""How plausible a character outside ASCII is where it stands."""

import unicodedata

QUOTES_BEFORE = frozenset("“„«‘‚")
"""Signs that open a quotation: nothing or a space before them, a letter or digit after."""
QUOTES_AFTER = frozenset("”»’“")
DASHES = frozenset("–—")
ALONE = frozenset("àéèôòóyäöàÀÉÈ")
"""Letters with accents that are words of their own in French, Italian, Portuguese."""
FREQUENT = frozenset("áàâãäåæçéèêëíîïñóòôõöøúùûüßœščžćđ")
"""Letters of Western and Central European languages that are neither rare nor archaic."""
RUSSIAN = frozenset("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё")
RUSSIAN_ALONE = frozenset("авикосуя")
"""Letters that are words of their own."""
BEFORE_NUMBER = frozenset("€£§№¥±≤≥")
AFTER_NUMBER = frozenset("°º€%‰£½¼¾²³")
"""`n°` is written with the sign of degrees as often as with the right one."""
CONTRACTED = ("t", "s", "d", "m", "re", "ve", "ll")
ELIDED = ("l", "d", "n", "s", "c", "j", "qu", "dell", "all", "un", "nell", "o")

GOOD, FAIR, POOR, BAD, IMPOSSIBLE = 3.0, 1.0, -1.0, -3.0, -8.0


def score(text: str) -> tuple[float, int]:
    """Return how well the characters outside ASCII fit in, summed, and how many there are.

    `text` is a word with the character before and the one behind it.
    """
    total = 0.0
    places = 0
    mixed = any(char.isascii() and char.isalpha() for char in text)
    for index, char in enumerate(text):
        if char < "\x80":
            continue
        places += 1
        points = _place(text, index, char)
        # A word of both scripts is a name with an ending at best.
        total += min(points, POOR) if mixed and _script(char) == "CYRILLIC" else points
    return total, places


def _place(text: str, index: int, char: str) -> float:
    if char == "\ufffd":
        return IMPOSSIBLE
    kind = unicodedata.category(char)
    if kind in {"Cc", "Cn", "Co", "Cs"}:
        return IMPOSSIBLE
    before = text[index - 1] if index else " "
    after = text[index + 1] if index + 1 < len(text) else " "
    if kind[0] == "L" and char not in "ªº":
        return _letter(char, before, after)
    return _sign(text, index, before, after)


def _letter(char: str, before: str, after: str) -> float:
    """A letter: of the script of its neighbours, and no capital behind a small letter."""
    script = _script(char)
    if script not in {"LATIN", "CYRILLIC"}:
        return BAD
    around = [other for other in (before, after) if other.isalpha()]
    if any(_script(other) != script for other in around):
        return BAD
    if char.isupper() and before.islower():
        return BAD
    if not char.isupper() and after.isupper():
        return BAD
    if before.isdigit() or after.isdigit():
        return POOR
    if script == "CYRILLIC":
        known = RUSSIAN if around else RUSSIAN_ALONE
        return GOOD if char.lower() in known else FAIR
    if not around:
        return FAIR if char in ALONE else BAD
    # Two letters with accents side by side are rare in Latin script, the rule in Cyrillic read so.
    if any(other >= "\x80" for other in around):
        return POOR
    return GOOD if char.lower() in FREQUENT else FAIR


def _script(char: str) -> str:
    return "LATIN" if char < "\x80" else unicodedata.name(char, "").partition(" ")[0]


def _sign(text: str, index: int, before: str, after: str) -> float:
    """A sign: quotes open and close, dashes join or stand alone, the rest keeps out of words."""
    char = text[index]
    inside = before.isalpha() and after.isalpha()
    if char == "’" and inside:
        return GOOD + FAIR if _apostrophe(text, index) else FAIR
    if char in DASHES:
        return _dash(char, before, after)
    if inside:
        return BAD
    if char in QUOTES_BEFORE and not before.isalnum() and after.isalnum():
        return GOOD + FAIR
    if char in QUOTES_AFTER and before.isalnum() | (before in ".,!?)") and not after.isalnum():
        return FAIR if char == "’" else GOOD + FAIR
    if char in BEFORE_NUMBER and (after.isdigit() or after == " "):
        return GOOD
    if char in AFTER_NUMBER and (before.isdigit() or before in "nN"):
        return GOOD
    if char in "•…\xa0®™©·º°":
        return FAIR
    return POOR


def _dash(char: str, before: str, after: str) -> float:
    """A dash: between spaces or digits, or joining words; hardly between the letters of one."""
    if before.isalpha() and after.islower():
        return POOR if char == "–" else 0.0
    return GOOD if before.isspace() == after.isspace() else FAIR


def _apostrophe(text: str, index: int) -> bool:
    """Whether the word goes on or begins as English and French words do around an apostrophe."""
    after = text[index + 1 :].rstrip(" \t\r\n.,;:!?)\"'|").lower()
    before = text[:index].lstrip(" \t\r\n(\"'|,;").lower()
    return after in CONTRACTED or before in ELIDED
