"""Words as the index holds them: stems, and beginnings to complete, as tokens of plain letters.

A stem's token starts with `s`, that of a word as written with `w`. Letters outside a to z and
0 to 9 are spelled by their code point in five digits, so that the first part of a word is still the
first part of its token.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import product
from threading import Lock

import snowballstemmer

from app.core.textfold import Token, folded_words, tokens

LONGEST = 60
"""How many letters of a word count; longer ones are not words of any language we read."""
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_TO_LATIN = str.maketrans("авекмнорстухіјѕ", "abekmhopctyxijs")
_TO_CYRILLIC = str.maketrans("abekmhopctyxijs", "авекмнорстухіјѕ")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_APOSTROPHES = frozenset("'’ʼ‘`´")

_FAMILIES = {
    "publication": "publish",
    "publications": "publish",
    "registration": "register",
    "registrations": "register",
    "complaint": "complain",
    "complaints": "complain",
    "electoral": "elect",
    "centre": "center",
    "centres": "centers",
    "programme": "program",
    "programmes": "programs",
    "licence": "license",
    "licences": "licenses",
    "defence": "defense",
    "defences": "defenses",
}
"""Words of the field whose stems part from those of their kin, each with the kin to stem."""

_BRITISH = (
    (re.compile(r"(?<=..)is(?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)"), "iz"),
    (re.compile(r"(?<=..)ys(?=(?:e|ed|es|er|ers|ing)$)"), "yz"),
    (re.compile(r"(?<=...)our(?=(?:s|ed|ing|able|ite|ites|al)?$)"), "or"),
)
"""Spellings of one sound by which British and American English part."""

_ENGLISH = snowballstemmer.stemmer("english")
_RUSSIAN = snowballstemmer.stemmer("russian")
_one_at_a_time = Lock()
"""A stemmer keeps the word it works on in itself."""


def is_cyrillic(char: str) -> bool:
    """Return whether a letter is Cyrillic."""
    return "\u0400" <= char <= "\u052f"


def _spelt(word: str) -> str:
    """The American spelling of a British one; of no other use, so that wrong ones do no harm."""
    for pattern, other in _BRITISH:
        word = pattern.sub(other, word)
    return word


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the stem of a folded word: Russian for Cyrillic letters, else English."""
    with _one_at_a_time:
        stemmer = _RUSSIAN if any(map(is_cyrillic, word)) else _ENGLISH
        found: str = stemmer.stemWord(_spelt(_FAMILIES.get(word, word)))
    return found.replace("й", "и")


def words_of(text: str) -> list[Token]:
    """Return the words of a composed text, the s of "observer's" left out."""
    found = tokens(text)
    if _APOSTROPHES.isdisjoint(text):
        return found
    return [
        token
        for place, token in enumerate(found)
        if not (
            token.word == "s"
            and place
            and found[place - 1].end == token.start - 1
            and text[token.start - 1] in _APOSTROPHES
        )
    ]


def _one_script(word: str) -> str:
    """Mend a word in which Latin letters stand among Cyrillic ones, or the other way round."""
    cyrillic = [is_cyrillic(char) for char in word]
    if not any(cyrillic) or all(cyrillic):
        return word
    latin = word.translate(_TO_LATIN)
    if not any(map(is_cyrillic, latin)):
        return latin
    other = word.translate(_TO_CYRILLIC)
    return other if all(map(is_cyrillic, other)) else word


def _lookalike(word: str) -> str | None:
    """The Latin word that a wholly Cyrillic one looks like letter by letter, if it does."""
    latin = word.translate(_TO_LATIN)
    return latin if latin != word and not any(map(is_cyrillic, latin)) else None


def readings(word: str) -> tuple[str, ...]:
    """Return what a typed word may stand for: itself, and the Latin word that it looks like."""
    if word.isascii():
        return (word[:LONGEST],)
    mended = _one_script(word[:LONGEST])
    latin = _lookalike(mended)
    return (mended, latin) if latin else (mended,)


def written_words(text: str) -> list[str]:
    """Return the words of a text, folded and in one script each.

    Where a text is mainly Latin, a word of Cyrillic letters that all look Latin is a Latin word.
    """
    return list(_written_words(text))


@lru_cache(maxsize=4_000)
def _written_words(text: str) -> tuple[str, ...]:
    """The words of a text; whoever stores it asks twice: for its tokens, and for its words."""
    composed = unicodedata.normalize("NFC", text)
    if _APOSTROPHES.isdisjoint(composed):
        words = folded_words(composed)
    else:
        words = [token.word for token in words_of(composed)]
    if composed.isascii() or not _CYRILLIC.search(" ".join(words)):
        return tuple(word[:LONGEST] for word in words)
    letters = [char for char in composed if char.isalpha()]
    latin = 2 * sum(map(is_cyrillic, letters)) < len(letters)
    return tuple(readings(word)[-1 if latin else 0] for word in words)


def token(mark: str, word: str) -> str:
    """Return the token of a stem (`s`) or of a word as written (`w`)."""
    if word.isascii():
        return mark + word
    return mark + "".join(char if char in _PLAIN else f"{ord(char):05x}" for char in word)


def index_text(*texts: str | None) -> str:
    """Return what the index holds for texts: their stems in order, then each word as written.

    Between two texts a gap keeps phrases apart.
    """
    stems: list[str] = []
    written: set[str] = set()
    for text in texts:
        if text:
            words = _written_words(text)
            stems += map(_stem_token, words)
            stems.append("gap")
            written.update(words)
    return " ".join([*stems, *sorted(set(map(_word_token, written)))])


@lru_cache(maxsize=200_000)
def _stem_token(word: str) -> str:
    return token("s", stem(word))


@lru_cache(maxsize=200_000)
def _word_token(word: str) -> str:
    return token("w", word.replace("й", "и"))


def phrase_tokens(words: list[str], most: int = 8) -> list[list[str]]:
    """Return the sequences of stem tokens that a typed phrase may stand for, `most` at most."""
    choices = [
        list(dict.fromkeys(token("s", stem(reading)) for reading in readings(word)))
        for word in words
    ]
    return [list(chosen) for chosen, _ in zip(product(*choices), range(most), strict=False)]


def prefix_tokens(word: str) -> list[str]:
    """Return the tokens that the beginning of a word, as typed, may start."""
    return list(dict.fromkeys(token("w", reading.replace("й", "и")) for reading in readings(word)))
