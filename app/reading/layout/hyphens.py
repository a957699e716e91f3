"""Whether the hyphen at a line's end is the word's own, or only breaks it between two lines."""

import re
from dataclasses import dataclass, field

_OWN = ("self", "non", "quasi")
"""What always keeps its hyphen, unless the document prints the word as one elsewhere."""
_PAIRS = {
    "by": re.compile(r"elections?|laws?"),
    "co": re.compile(r"(?:operat|ordinat|exist|opt)\w*"),
    "off": re.compile(r"site"),
    "on": re.compile(r"site"),
    "so": re.compile(r"called"),
}
"""Beginnings that keep their hyphen before these words only."""
_BEGINNINGS = (
    "citizen",
    "citizens",
    "community",
    "court",
    "cross",
    "decision",
    "door",
    "evidence",
    "fact",
    "first",
    "gender",
    "high",
    "human",
    "ill",
    "judge",
    "long",
    "low",
    "media",
    "needs",
    "party",
    "peace",
    "people",
    "policy",
    "problem",
    "rights",
    "second",
    "short",
    "state",
    "third",
    "vice",
    "vote",
    "voter",
    "well",
)
"""Beginnings that more often make a compound than a word in one, before a word of its own."""
_PREFIXES = ("anti", "ex", "mid", "multi", "post", "pre", "semi")
"""Beginnings that make a compound before a word that the document prints elsewhere."""
_SYLLABLES = (
    "after",
    "co",
    "com",
    "con",
    "counter",
    "de",
    "dis",
    "en",
    "for",
    "fore",
    "im",
    "in",
    "inter",
    "mis",
    "not",
    "out",
    "over",
    "per",
    "pro",
    "re",
    "sub",
    "super",
    "there",
    "trans",
    "un",
    "under",
    "up",
    "where",
    "with",
)
"""Words that are syllables of many others: their hyphen is none."""
_LINKS = ("a", "and", "by", "in", "of", "off", "on", "or", "out", "the", "to", "up")
"""Words within compounds: “up-to-date”."""
_ENDING = re.compile(
    r"(?:i?[ae]?t?ions?|[st]?ions?|sions?|ations?|ments?|mental(?:ly)?|ings?|ed|e?rs?|[ost]*ors?|"
    r"ters?|yers?|e?st|ly|al(?:ly)?|ate[ds]?|is[mt]s?|ships?|hoods?|less(?:ly)?|ness|ful(?:ly)?|"
    r"(?:a|i)(?:ble|bly|bility)|ive(?:ly)?|i?t(?:y|ies)|[ae]n(?:ce|cy|t)s?|ar(?:y|ies)|"
    r"or(?:y|ies)|ous(?:ly)?|ic(?:s|al|ally)?|i[sz](?:e[ds]?|ing|ations?)|doms?|wards?|wide|"
    r"holds?|side|like|y|ies|ages?|esy|ures?|oral|ulate[ds]?|ivit(?:y|ies)|ts?|s|ch|mal|mer|mit)"
)
"""Endings that are no words: before them the hyphen only breaks a word."""


@dataclass
class Words:
    """The words that a document prints whole: what tells a broken word from a compound one.

    `doubtful` gathers those made whole of which nothing in the document tells how they are
    written.
    """

    plain: set[str] = field(default_factory=set)
    compound: set[str] = field(default_factory=set)
    doubtful: set[str] = field(default_factory=set)


def keeps_hyphen(head: str, tail: str, words: Words) -> tuple[bool, bool]:
    """Return whether a word broken behind `head` keeps its hyphen, and whether that is sure.

    Both are in small letters. The same word elsewhere in the document tells; without it, what the
    two halves are, and then it is sure only where one of them is no word.
    """
    as_one, as_compound = head + tail in words.plain, f"{head}-{tail}" in words.compound
    if as_one != as_compound:
        return as_compound, True
    if as_compound:
        return True, False
    before, _, last = head.rpartition("-")
    if before:
        if last in _LINKS or tail.split("-")[0] in _LINKS:
            return True, True
        if last + tail in words.plain:
            return False, True
        known = last in words.plain and len(last) >= 3
        return known and tail in words.plain and not _ENDING.fullmatch(tail), False
    if _ENDING.fullmatch(tail):
        return False, True
    if head in _OWN:
        return True, True
    return _of_halves(head, tail, words)


def _of_halves(head: str, tail: str, words: Words) -> tuple[bool, bool]:
    """Return the same of two halves of which the document does not print the whole."""
    pair = _PAIRS.get(head)
    if pair is not None and pair.fullmatch(tail):
        return True, False
    if head in _SYLLABLES:
        return False, True
    known_head, known_tail = head in words.plain, tail in words.plain and len(tail) >= 3
    if head in _PREFIXES:
        return known_tail and (known_head or len(tail) >= 5), not known_tail
    if len(tail) >= 4 and (head in _BEGINNINGS or (known_head and len(head) >= 5)):
        return True, False
    if known_head and known_tail and len(head) >= 3:
        return True, False
    return False, True
