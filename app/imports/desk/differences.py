"""Words in which two texts differ, for showing them side by side."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_WORDS = 4_000
"""Longer texts are shown whole: comparing them word by word would take too long."""

_WORDS = re.compile(r"\s*\S+")


@dataclass(frozen=True)
class Part:
    """A run of words, and whether the other text lacks them."""

    text: str
    differs: bool


@dataclass(frozen=True)
class Difference:
    """Two texts in runs: what was there, and what is new. Equal texts have one run each."""

    was: list[Part]
    now: list[Part]

    @property
    def differs(self) -> bool:
        """Whether they differ at all."""
        return any(part.differs for part in (*self.was, *self.now))


def compare(was: str, now: str) -> Difference:
    """Return how two texts differ, word by word; spaces alone make no difference."""
    before, after = _WORDS.findall(was), _WORDS.findall(now)
    if len(before) + len(after) > MOST_WORDS:
        differ = before != after
        return Difference(_parts([(was, differ)]), _parts([(now, differ)]))
    matcher = SequenceMatcher(
        None, [word.strip() for word in before], [word.strip() for word in after], autojunk=False
    )
    left, right = [], []
    for tag, start, stop, other_start, other_stop in matcher.get_opcodes():
        left.append(("".join(before[start:stop]), tag != "equal"))
        right.append(("".join(after[other_start:other_stop]), tag != "equal"))
    return Difference(_parts(left), _parts(right))


def _parts(runs: list[tuple[str, bool]]) -> list[Part]:
    return [Part(text, differs) for text, differs in runs if text]
