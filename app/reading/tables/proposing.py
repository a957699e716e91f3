"""Guesses what the columns of a table give, for a screen to show and a person to adjust."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.core.textfold import fold
from app.reading.tables.headers import text_of
from app.reading.tables.taking import NO, YES, CellError, formed
from app.reading.tables.targets import TARGET, TARGETS, Target
from app.reading.tables.territories import code_of

ENOUGH = 1.0
"""From this score on a guess is made; the same name gives 3, a name that holds it 2."""
JUDGED = 200
"""Cells of a column that are judged."""
LONGEST_CHOICE = 60
"""Characters of a value that may be one of a few."""
MOST_CHOICES = 30
"""A column of more different values than this is no list of choices."""

_MEANINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "answer.position": (
        (
            "not_accepted",
            r"not accept|not support|reject|refus|declin|disagree|не прин|не подд|откл",
        ),
        ("accepted_in_part", r"part|частичн"),
        ("noted", r"\bnoted?\b|takes? note|к сведению"),
        ("under_study", r"stud|consider|review|pending|examin|изуч|рассм"),
        ("not_stated", r"no (?:answer|position|response)|not stated|нет ответа|не указ"),
        ("accepted", r"accept|support|agree|approv|yes|прин|подд|соглас|да\b"),
    ),
    "answer.reported": (
        ("none", r"not (?:yet )?(?:implement|start|done)|no |none|не (?:вып|исп|реал)|нет"),
        (
            "being_implemented",
            r"being|progress|ongoing|under way|partial|процесс|ход|частичн|выполняе",
        ),
        ("implemented_continuing", r"continu|постоянн|продолж"),
        ("implemented", r"implement|done|complet|fulfil|выполн|исполн|реализ"),
    ),
    "item.kind": (
        ("welcomed", r"welcom|praise|positive|положит|приветств"),
        ("concern", r"concern|finding|problem|observation|замечан|проблем|вывод"),
        ("recommendation", r"recommend|рекоменд"),
    ),
}
"""What printed values mean: choice and what it is known by, the first that fits."""


@dataclass(frozen=True)
class Guess:
    """What a column may give: the targets that come into question, best first, and its values.

    `target` is the guess, empty where none is good enough. `choices` are the printed values, where
    they are few and short, and what they are taken to mean; an empty text where that is not known,
    or where the target has no choices.
    """

    column: str
    target: str | None
    possible: list[str]
    samples: list[str]
    choices: dict[str, str] = field(default_factory=dict)


def guess_columns(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[Guess]:
    """Return a guess for each column, from its name and from the cells of the first rows.

    Each target is guessed for one column at most, the one that fits it best. Printed values are
    those of all rows given.
    """
    cells = [[text_of(row[place]) for row in rows] for place in range(len(columns))]
    filled = [[text for text in column if text] for column in cells]
    scores = {
        (place, target.name): _score(target, name, filled[place][:JUDGED])
        for place, name in enumerate(columns)
        for target in TARGETS
    }
    taken: dict[int, str] = {}
    for (place, target), score in sorted(scores.items(), key=lambda found: -found[1]):
        if score >= ENOUGH and place not in taken and target not in taken.values():
            taken[place] = target
    return [
        _guess(place, name, taken.get(place), scores, filled[place])
        for place, name in enumerate(columns)
    ]


def _guess(
    place: int,
    name: str,
    target: str | None,
    scores: Mapping[tuple[int, str], float],
    filled: list[str],
) -> Guess:
    ordered = sorted(TARGETS, key=lambda one: -scores[place, one.name])
    possible = [one.name for one in ordered if scores[place, one.name] > -ENOUGH]
    counts = Counter(filled)
    samples = [value for value, _ in counts.most_common(3)]
    if len(counts) > MOST_CHOICES or any(len(value) > LONGEST_CHOICE for value in counts):
        return Guess(name, target, possible, samples)
    chosen = target if target and TARGET[target].choices else None
    choices = {value: meaning(chosen, value) if chosen else "" for value, _ in counts.most_common()}
    return Guess(name, target, possible, samples, choices)


def meaning(target: str, printed: str) -> str:
    """Return which choice of a target a printed value means; an empty text where none fits."""
    small = printed.casefold()
    if small in TARGET[target].choices:
        return small
    for choice, pattern in _MEANINGS[target]:
        if re.search(pattern, small):
            return choice
    return ""


def _score(target: Target, name: str, filled: list[str]) -> float:
    """How well a column fits a target: its name, then what its cells look like."""
    words = " ".join(fold(name))
    score = 0.0
    if words in target.words:
        score = 3.0
    elif any(f" {word} " in f" {words} " for word in target.words if len(word) > 3):
        score = 2.0
    elif name.strip() in {"№", "#", "№ п/п"} and target.name == "item.number":
        score = 3.0
    if not filled:
        return score
    fits = sum(_fits(target, text) for text in filled) / len(filled)
    if score:
        return score + fits - (2.0 if fits < 0.5 else 0.0)
    # By its cells alone only what cannot be anything else is guessed.
    if target.name == "item.text":
        return 1.5 * fits if sum(map(len, filled)) > 60 * len(filled) else 0.0
    return 1.0 * fits if target.name == "answer.position" and fits > 0.9 else 0.0


def _fits(target: Target, text: str) -> bool:
    """Whether a cell looks like what the target takes."""
    if target.choices:
        return len(text) <= LONGEST_CHOICE and bool(meaning(target.name, text))
    form = target.value.get("form", "text")
    if form == "boolean":
        return text.casefold() in YES | NO
    if target.value.get("lookup"):
        return code_of(text) is not None
    if form != "text":
        try:
            formed(form, text)
        except CellError:
            return False
        return True
    if target.name in {"item.text", "answer.standpoint", "item.summary"}:
        return len(text) > 20
    return len(text) < 120
