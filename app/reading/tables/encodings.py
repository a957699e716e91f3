"""Which encoding a file of text is in, told from its bytes and from how they would read.

A byte order mark or valid UTF-8 decides. Else each candidate is scored on the words that hold bytes
outside ASCII: a letter among letters of its script speaks for it, a capital or a sign within a word
against it, as does a byte that the encoding does not have. English files hold few such bytes, so
all of them count, not the first thousand.
"""

import codecs
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.reading.tables.damage import plausible
from app.reading.tables.letters import score
from app.reading.tables.model import EncodingGuess

UTF8 = "utf-8"
SINGLE_BYTE = ("cp1252", "mac_roman", "cp1251", "mac_cyrillic")
"""The encodings of one byte a letter that are told apart, the most frequent first."""

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16, big-endian",
    "cp1252": "Windows-1252",
    "mac_roman": "MacRoman",
    "cp1251": "Windows-1251",
    "mac_cyrillic": "MacCyrillic",
}
"""What can be read, and what it is called."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

CHUNK = 1 << 18
WORDS = 20_000
"""How many different words are weighed; more would change no verdict."""
RUNS = 200_000
"""How many places outside ASCII are looked at."""
REACH = 20
"""Bytes on either side of a byte outside ASCII that belong to its word."""
LONGEST = 40
"""Bytes outside ASCII in a row that are weighed as one word."""
SAMPLES = 8
MACS = ("mac_roman", "mac_cyrillic")
MAC_LINES = 0.5
"""What line ends of old Macs speak for their encoding: they settle a tie, no more."""
APART = 2.0
"""What letters at places of only one Cyrillic encoding speak against the other."""
BROKEN_SHARE = 0.1
"""UTF-8 with at most so many broken bytes for each whole character is UTF-8 that was damaged."""

LOST = "\ufffd".encode()

_RUN = re.compile(rb"[\x80-\xff]+")
_WORD_END = re.compile(rb"[A-Za-z'\x80-\xff-]*[^A-Za-z'\x80-\xff-]?", re.DOTALL)
_WORD_START = re.compile(rb"[^A-Za-z'\x80-\xff-]?[A-Za-z'\x80-\xff-]*\Z", re.DOTALL)

_MAC_LETTERS = re.compile(rb"(?<![\x80-\xff])[\x80-\x9f][\xdf-\xfe]|[\xe0-\xfe]\xdf")
_WINDOWS_LETTERS = re.compile(rb"(?<![\x80-\xff])[\xc0-\xdf][\xe0-\xff]|[\xe0-\xfe]\xff")
"""A capital that begins a word, and the last letter of the alphabet within one. Both encodings have
the other small letters at the same places."""


@dataclass
class _Seen:
    """What one pass over the bytes shows."""

    size: int = 0
    high: int = 0
    broken: int = 0
    whole: int = 0
    runs: int = 0
    old_ends: int = 0
    nulls: list[int] = field(default_factory=lambda: [0, 0])
    words: Counter[bytes] = field(default_factory=Counter)


@dataclass(frozen=True)
class Detected:
    """The encoding, what else it might be (best first), and bytes that fit no encoding.

    `mark` is the length of the byte order mark. `broken` counts bytes that are not of the encoding,
    `mixed` different words that are UTF-8 where others are in an encoding of one byte a letter.
    """

    best: EncodingGuess
    others: list[EncodingGuess]
    mark: int = 0
    broken: int = 0
    mixed: int = 0


def detect(path: Path) -> Detected:
    """Return the encoding of a file of text; reads it once, in constant memory."""
    with path.open("rb") as file:
        head = file.read(4)
    for mark, name in MARKS:
        if head.startswith(mark):
            return Detected(EncodingGuess(name, 1.0), [], mark=len(mark))
    seen = _look(path)
    if not seen.high and not any(seen.nulls):
        return Detected(EncodingGuess(UTF8, 1.0), [])
    if (wide := _utf16(seen)) is not None:
        return Detected(EncodingGuess(wide, 0.9), [])
    if not seen.broken:
        return Detected(EncodingGuess(UTF8, 0.99, _samples(seen.words, UTF8)), [])
    # What is UTF-8 says nothing of the encoding that the other words are in.
    mixed = {word for word in seen.words if _is_utf8(word)}
    words = Counter({word: times for word, times in seen.words.items() if word not in mixed})
    guesses = _guesses(words or seen.words, old_ends=seen.old_ends > 0)
    if seen.broken <= seen.whole * BROKEN_SHARE:
        utf8 = EncodingGuess(UTF8, 0.9, _samples(seen.words, UTF8))
        return Detected(utf8, guesses, broken=seen.broken, mixed=len(mixed))
    broken = _undefined(seen.words, guesses[0].encoding)
    return Detected(guesses[0], guesses[1:], broken=broken, mixed=len(mixed))


def encoding_called(name: str) -> str | None:
    """Return the encoding of a name, ours or the usual one, if it is one that can be read."""
    try:
        codec = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        codec = None
    for code, label in ENCODINGS.items():
        if name.strip().casefold() in {code, label.casefold(), label.casefold().replace(" ", "")}:
            return code
        if codec is not None and codec.name == codecs.lookup(code).name:
            return code
    return None


def ends_open(path: Path) -> bool:
    """Whether the last line of a file has no end of its own, as people and programs leave it."""
    with path.open("rb") as file:
        file.seek(-min(4, path.stat().st_size), os.SEEK_END)
        last = file.read().rstrip(b"\0")
    return last != b"" and not last.endswith((b"\n", b"\r"))


def _look(path: Path) -> _Seen:
    """Go over the bytes once: valid UTF-8 or not, zero bytes, words with bytes outside ASCII."""
    seen = _Seen()
    rest = b""
    for chunk in _chunks(path):
        for odd in (0, 1):
            seen.nulls[(seen.size + odd) % 2] += chunk[odd::2].count(0)
        seen.size += len(chunk)
        seen.old_ends += chunk.count(b"\r") - 2 * chunk.count(b"\n")
        block = rest + chunk
        end = _cut(block) if len(chunk) == CHUNK else len(block)
        block, rest = block[:end], block[end:]
        if not block.isascii():
            _weigh(block, seen)
    if rest:
        _weigh(rest, seen)
    return seen


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _cut(block: bytes) -> int:
    """Where the last word of a block begins, so that none is cut; its end when there is no gap."""
    end = max(block.rfind(sign) for sign in (b" ", b",", b"\n", b"\r", b"\t", b";"))
    return end + 1 if end > len(block) - 1000 else len(block)


def _weigh(block: bytes, seen: _Seen) -> None:
    """Count the words of a block that hold bytes outside ASCII, and what is UTF-8 in it."""
    runs = _RUN.findall(block)
    seen.high += sum(map(len, runs))
    for run in runs:
        found = run.decode(UTF8, "replace")
        # A U+FFFD that stands in the file is a whole character, lost before the file was written.
        bad = found.count("\ufffd") - run.count(LOST)
        seen.broken += bad
        seen.whole += len(found) - bad
    if seen.runs > RUNS:
        return
    seen.runs += len(runs)
    done = 0
    for match in _RUN.finditer(block):
        start, end = match.span()
        if start < done:
            continue
        before = _WORD_START.search(block[max(0, start - REACH) : start])
        after = _WORD_END.match(block[end : end + REACH])
        assert before
        assert after
        done = end + after.end()
        word = before.group() + match.group()[:LONGEST] + after.group()
        if word in seen.words or len(seen.words) < WORDS:
            seen.words[word] += 1


def _is_utf8(word: bytes) -> bool:
    """Whether what is outside ASCII in a word is UTF-8 that makes sense."""
    try:
        return all(plausible(run.decode(UTF8)) for run in _RUN.findall(word))
    except UnicodeDecodeError:
        return False


def _utf16(seen: _Seen) -> str | None:
    """UTF-16 without a mark: every other byte of spaces, digits and Latin letters is zero.

    A few zero bytes alone have got into cells.
    """
    even, odd = seen.nulls
    some, hardly = max(3, seen.size * 0.02), seen.size * 0.002
    if odd > some and even < hardly:
        return "utf-16-le"
    if even > some and odd < hardly:
        return "utf-16-be"
    return None


def _guesses(words: Counter[bytes], *, old_ends: bool) -> list[EncodingGuess]:
    """The encodings of one byte a letter, best first, with a confidence from how far they lie."""
    scores = {name: _score(words, name) for name in SINGLE_BYTE}
    # Lines that end in CR alone come from programs for the Mac.
    for name in MACS:
        scores[name] += MAC_LINES if old_ends else 0
    mac = _times(words, _MAC_LETTERS)
    windows = _times(words, _WINDOWS_LETTERS)
    if mac != windows:
        unlikely = "cp1251" if mac > windows else "mac_cyrillic"
        scores[unlikely] -= APART * abs(mac - windows) / (mac + windows)
    ordered = sorted(SINGLE_BYTE, key=lambda name: -scores[name])
    different: dict[tuple[str, ...], str] = {}
    for name in ordered:
        # Quotes and dashes stand at the same places in some: what reads alike is no alternative.
        different.setdefault(tuple(word.decode(name, "replace") for word in words), name)
    chances = {name: 4 ** scores[name] for name in different.values()}
    # Two words are less of a proof than twenty, however well they read.
    proof = len(words) / (len(words) + 0.5) / sum(chances.values())
    return [
        EncodingGuess(name, round(proof * chance, 3), _samples(words, name))
        for name, chance in chances.items()
    ]


def _score(words: Counter[bytes], name: str) -> float:
    """How well the words read in an encoding, on average over characters outside ASCII."""
    total = weight = 0.0
    for word, count in words.items():
        points, places = score(word.decode(name, "replace"))
        # A word that comes often says little more than one that comes a few times.
        times = min(count, 5)
        total += points * times
        weight += places * times
    return total / weight if weight else 0.0


def _times(words: Counter[bytes], pattern: re.Pattern[bytes]) -> int:
    return sum(len(pattern.findall(word)) for word in words)


def _undefined(words: Counter[bytes], name: str) -> int:
    return sum(
        word.decode(name, "replace").count("\ufffd") * count for word, count in words.items()
    )


def _samples(words: Counter[bytes], name: str) -> list[str]:
    """Words of the file as the encoding reads them, the most frequent first."""
    found = []
    for word, _ in words.most_common(SAMPLES):
        text = word.decode(name, "replace").strip(" \t\r\n,;|\"'")
        if text and text not in found:
            found.append(text)
    return found
