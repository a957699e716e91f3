"""Sentences in which a report tells what became of earlier recommendations.

Phrases come from reports of several years (FIELD.md section 5.1). A sentence counts only where it
speaks of recommendations and of their past; what it means for which of them is for a person.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.core.textfold import fold
from app.reading.layout.asking import may_ask
from app.reading.layout.sentences import sentences
from app.reading.model import Cue, FollowUp, FoundItem, Piece, PieceKind, Span, Text
from app.reading.reports.drafts import without_marks
from app.reading.reports.grades import level_of, read_grades
from app.vocabulary.lists import Level

_PAST = r"(?:previous(?:ly)?|prior|past|earlier|long-?standing|repeated(?:ly)?|former)"
_RECS = r"recommendations?"
_NEAR = r"[^.;]{0,120}?"
_REITERATES = (
    rf"\b(?:read|considered)\s+(?:in\s+conjunction|together|along)\s+with\b{_NEAR}{_PAST}\b{_NEAR}{_RECS}",
    rf"\breiterates?\b{_NEAR}{_RECS}",
    rf"\b{_PAST}\b{_NEAR}{_RECS}{_NEAR}\b(?:remains?\s+valid|still\s+stands?|remain\s+relevant)",
    r"\bследует\s+(?:рассматривать|читать)\b[^.;]{0,120}(?:предыдущ|прошл|ранее)\w*",
)
_UNADDRESSED = (
    rf"\b{_RECS}\b{_NEAR}\bremain(?:s|ed)?\s+(?:\w+ly\s+)?(?:unaddressed|unimplemented|outstanding)",
    rf"\b{_RECS}\b{_NEAR}\b(?:has|have|had|was|were)\b(?:,[^,]{{0,40}},)?\s+not\s+(?:yet\s+)?(?:been\s+)?"
    r"(?:addressed|implemented|followed|acted\s+upon|taken\s+into\s+account)",
    rf"\bnot\s+(?:yet\s+)?(?:been\s+)?(?:addressed|implemented)\b{_NEAR}{_PAST}\b{_NEAR}{_RECS}",
    rf"\b(?:despite|contrary\s+to|notwithstanding)\s+(?:(?:the|a|an|several|many)\s+)?"
    rf"(?:{_PAST}\s+)?(?:[A-Z][\w/]*\s+){{0,3}}{_RECS}\b",
    rf"\black\s+of\s+follow-?up\b{_NEAR}{_RECS}",
    r"\bрекомендаци\w+\b[^.;]{0,120}(?:не\s+(?:был\w*\s+)?(?:выполнен|учтен|реализован)|"
    r"оста[ею]\w*\s+невыполнен)\w*",
)
_ADDRESSED = (
    rf"\b(?:address(?:ed|es)|incorporated|implemented|took\s+into\s+account)\b[^.;]{{0,60}}?\b{_PAST}\b"
    rf"{_NEAR}(?:{_RECS}|concerns)",
    rf"\b{_PAST}\s+(?:[A-Z][\w/]*\s+){{0,3}}{_RECS}\b{_NEAR}\b(?:was|were|has\s+been|have\s+been)\s+"
    r"(?:\w+ly\s+)?(?:addressed|implemented|followed|incorporated)",
    rf"\bin\s+response\s+to\s+(?:(?:a|an|the)\s+)?(?:{_PAST}\s+)?(?:[A-Z][\w/]*\s+){{1,3}}"
    rf"(?:{_PAST}\s+)?{_RECS}\b",
)
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december)"
)
_SAID_IN = (
    r"\brecommended\s+(?:(?:already|also)\s+)?(?:by\s+(?:[\w/-]+\s+){1,4})?in\s+(?:(?:the|its)\s+)?"
    r"(?:(?:[\w/]+\s+){0,3}(?:reports?|statements?)\s+(?:of|on|from|in)\s+(?:the\s+)?)?"
    rf"(?:{_MONTH}\s+)?(?P<said>(?:19|20)\d\d)\b"
    r"(?!\s+(?:[\w/]+\s+){0,3}(?:document|convention|covenant|declaration|charter|code|law|act)\b)"
)
"""“As recommended in” a year; not what an instrument of that year recommends."""
_BEFORE = (
    _SAID_IN,
    r"\bрекомендова\w+\s+(?:\w+\s+){0,2}в\s+(?:19|20)\d\d\b",
    rf"\bin\s+line\s+with\s+(?:(?:a|an|the)\s+)?{_PAST}\s+(?:[A-Z][\w/]*\s+){{0,3}}{_RECS}\b",
    r"\bв\s+соответствии\s+с\s+(?:предыдущ|ранее)\w*[^.;]{0,60}рекомендаци\w+",
    rf"\b{_PAST}\s+recommended\b",
    rf"\brecommended\s+(?:{_PAST}|before|in\s+(?:the\s+)?past)\b",
    r"\bранее\s+(?:\w+\s+){0,3}рекомендова\w+",
    r"\bкак\s+(?:\w+\s+){0,2}рекомендовал\w*\s+ранее",
)
_NEGATED = re.compile(
    r"\b(?:no|not|never|still|yet\s+to|continues?|retains?|не|по-прежнему)\b", re.IGNORECASE
)
_DONE = re.compile(
    r"\b(?:was|were|has\s+been|have\s+been|is\s+now|are\s+now)\s+(?:\w+\s+){0,2}?"
    r"(?:removed|introduced|adopted|amended|repealed|lifted|abolished|extended|lowered|changed|"
    r"established|clarified|decriminali[sz]ed|simplified|granted|allowed|был\w+)\b",
    re.IGNORECASE,
)
_PARTLY = re.compile(r"\b(?:partially|partly|in\s+part|only\s+some|частично)\b", re.IGNORECASE)
_MANY = re.compile(
    r"\b(?:most|all|many|some|several|few|majority|number)\s+(?:of\s+)?(?:[\w/]+\s+){0,4}?"
    r"recommendations\b|\bin\s+general\b|"
    r"\b(?:большинств\w+|все|многие|некоторые)\s+(?:\w+\s+){0,3}рекомендаци\w+",
    re.IGNORECASE,
)
"""A sentence about many recommendations at once, which belongs to no item alone."""
_YEAR = re.compile(
    r"\b(?:from|of|in|after|since)\s+(?:the\s+|its\s+)?(?:\d{1,2}\s+\w+\s+)?((?:19|20)\d\d)\s+"
    r"(?:[\w/]+\s+){0,4}?(?:reports?|recommendations|statement|observation)"
    r"|(?:отч[её]т\w*|рекомендаци\w+)\s+(?:\w+\s+){0,3}?((?:19|20)\d\d)\s+г"
    r"|\bрекомендова\w+\s+(?:\w+\s+){0,2}в\s+((?:19|20)\d\d)\b"
    rf"|{_SAID_IN}",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"recommend|рекоменд|\bconcerns\b|implemented|addressed|выполнен", re.IGNORECASE
)


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_CUES = (
    (Cue.REITERATES, _any(_REITERATES)),
    (Cue.UNADDRESSED, _any(_UNADDRESSED)),
    (Cue.ADDRESSED, _any(_ADDRESSED)),
    (Cue.RECOMMENDED_BEFORE, _any(_BEFORE)),
)
"""What is looked for, in this order."""


FEWEST_WORDS = 3
ASKED_ALIKE = 0.6
"""Share of an item's words that a sentence says again; formulas such as “should” are no words."""
_FORMULA = re.compile(r"should|could|would|consider\w*|recommend\w*|previously|authorities")


@dataclass(frozen=True)
class _Sentence:
    """A sentence of a piece."""

    piece: int
    start: int
    end: int
    words: str


def read_follow_ups(
    text: Text, items: Sequence[FoundItem], sections: Sequence[str]
) -> list[FollowUp]:
    """Return the sentences about earlier recommendations, in the order of the document.

    `sections` are the headings above each piece.
    """
    holders = _holders(items)
    found: list[FollowUp] = []
    graded = False
    for at, piece in enumerate(text.pieces):
        for sentence in _sentences(at, piece):
            told = _told(sentence, graded)
            graded = any(one.cue is Cue.GRADED for one in told)
            for one in told:
                number = None if _MANY.search(sentence.words) else _holder(holders, sentence)
                if number is None and one.cue is Cue.RECOMMENDED_BEFORE:
                    number = _asked_alike(items, sentence.words)
                found.append(_placed(one, piece, sentence, sections[at], number))
    return found


@dataclass(frozen=True)
class _Told:
    """What a sentence tells: the cue, and numbers and level where it names them."""

    cue: Cue
    earlier: list[str]
    level: Level | None


def _sentences(at: int, piece: Piece) -> list[_Sentence]:
    if piece.kind not in (PieceKind.PARAGRAPH, PieceKind.LIST, PieceKind.FOOTNOTE):
        return []
    return [
        _Sentence(at, start, end, without_marks(piece.text[start:end]))
        for start, end in sentences(piece.text)
        if _SPEAKS.search(piece.text[start:end])
    ]


def _told(sentence: _Sentence, graded: bool) -> list[_Told]:
    """Return what a sentence tells; `graded`: the one before it gave grades by number."""
    words = sentence.words
    grades = read_grades(words)
    if grades and (graded or re.search(r"recommendation|рекомендаци", words, re.IGNORECASE)):
        return [_Told(Cue.GRADED, grade.numbers, grade.level) for grade in grades]
    for cue, pattern in _CUES:
        match = pattern.search(words)
        if match is None:
            continue
        if cue is Cue.RECOMMENDED_BEFORE and not may_ask(words) and _DONE.search(words):
            cue = Cue.UNADDRESSED if _NEGATED.search(words) else Cue.ADDRESSED
        return [_Told(cue, [], _level(cue, words))]
    return []


def _level(cue: Cue, words: str) -> Level | None:
    """The level that the words name; a cue alone is left to the person who judges it."""
    if cue is Cue.ADDRESSED:
        return Level.PARTIALLY if _PARTLY.search(words) else None
    if cue is Cue.UNADDRESSED and re.search(r"\bremain|\bnot\b|\bне\b", words, re.IGNORECASE):
        return level_of("unaddressed")
    return None


def _placed(
    told: _Told, piece: Piece, sentence: _Sentence, section: str, number: str | None
) -> FollowUp:
    year = _YEAR.search(sentence.words)
    return FollowUp(
        cue=told.cue,
        text=sentence.words,
        page=piece.page,
        section=section,
        spans=[Span(sentence.piece, sentence.start, sentence.end)],
        number=number,
        earlier=told.earlier,
        level=told.level,
        year=next((int(found) for found in year.groups() if found), None) if year else None,
    )


def _holders(items: Sequence[FoundItem]) -> list[tuple[Span, str]]:
    """Return passages with the item that stands there, rests on them or is made there."""
    single = [item for item in items if not item.container]
    listed = [(span, item.number) for item in single for span in item.spans]
    made = [(span, item.number) for item in single for said in item.body for span in said.spans]
    under = [
        (span, item.number)
        for item in single
        for finding in item.rests_on
        for span in finding.spans
    ]
    return [*listed, *made, *under]


def _holder(holders: Sequence[tuple[Span, str]], sentence: _Sentence) -> str | None:
    """Return the number of the item in whose passage a sentence stands."""
    for span, number in holders:
        if span.piece == sentence.piece and span.start <= sentence.start < span.end:
            return number
    return None


def _asked_alike(items: Sequence[FoundItem], words: str) -> str | None:
    """Return the one item that asks for what a sentence says was recommended before.

    Most of the item's own words of some length stand in the sentence, and in no other item.
    """
    said = _long_words(words)
    found = [
        item.number
        for item in items
        if not item.container
        and len(own := _long_words(item.text)) >= FEWEST_WORDS
        and len(own & said) / len(own) >= ASKED_ALIKE
    ]
    return found[0] if len(found) == 1 else None


def _long_words(text: str) -> set[str]:
    return {word for word in fold(text) if len(word) > 4 and not _FORMULA.fullmatch(word)}
