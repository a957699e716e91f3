"""Whatever an answer says, it ends at its own status line; whatever is quoted comes back whole."""

import random
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.textfold import digest
from app.reading.comments.reader import read_comments
from app.reading.model import PageInfo, Piece, PieceKind, Text
from app.vocabulary.lists import PageBasis
from tests.unit.reading.comments_samples import PATTERNS, read, statuses

LOOKALIKES = (
    "This recommendation is implemented in rule 12 of the code.",
    "The recommendation is not supported by the figures of the mission.",
    "Recommendation is implemented by others too, and we followed them.",
    "The recommendation is accepted.",
    "The critical observation is not accepted by everybody.",
    "Recommendation 7 of the report of 2010 was similar.",
    "Response times were short in all halls.",
    "Recommendations of other missions differ.",
    "1. The first rule.",
    "2. The second rule.",
    "3. The third rule.",
    "4. The fourth rule.",
    "2) the way to the hall;",
    "(a) the roll,",
    "(b) the oath.",
    "The standpoint of the court is known.",
    "Priority recommendations came first.",
    "Accepted by lot.",
    "Halls were warm, and nobody was sent away.",
)
LINES = {
    "The recommendation is accepted.": ("accepted", "none"),
    "This recommendation cannot be accepted.": ("not_accepted", "none"),
    "Recommendation is implemented.": ("not_stated", "implemented"),
    "The recommendation requires further study.": ("under_study", "none"),
}
QUOTATIONS = (
    "Halls should have ramps, and be warm.",
    "Rolls should be public. They should be checked each spring.",
    "Airtime should be given by lot, as rule 3. of the code says.",
    "Agents should be let in (section 2, page 4).",
    "Tellers should be trained; see recommendation 2 of the last report.",
)


@dataclass(frozen=True)
class Exchange:
    """A quotation, what is answered, and the status line."""

    quotation: str
    standpoint: tuple[str, ...]
    line: str


exchanges = st.lists(
    st.builds(
        Exchange,
        st.sampled_from(QUOTATIONS),
        st.lists(st.sampled_from(LOOKALIKES), min_size=1, max_size=6).map(tuple),
        st.sampled_from(sorted(LINES)),
    ),
    min_size=1,
    max_size=6,
)


def written(given: list[Exchange], starts: int = 1) -> list[str]:
    """Return exchanges as paragraphs."""
    lines = []
    for number, one in enumerate(given, starts):
        lines.append(f"{number}. {one.quotation}")
        lines.append(f"The Board's response: All of this was read. {one.standpoint[0]}")
        lines += [*one.standpoint[1:], "So much for that.", one.line]
    return lines


@settings(max_examples=150, deadline=None)
@given(exchanges)
def test_lookalikes_within_an_answer_never_end_it(given: list[Exchange]) -> None:
    reading = read(*written(given))
    assert [one.number for one in reading.items] == [str(n + 1) for n in range(len(given))]
    assert [one.text for one in reading.items] == [one.quotation for one in given]
    assert list(statuses(reading).values()) == [LINES[one.line] for one in given]
    for found, one in zip(reading.answers, given, strict=True):
        said = " ".join(["All of this was read.", *one.standpoint, "So much for that."])
        assert found.standpoint == said
    assert reading.unread == []


@settings(max_examples=60, deadline=None)
@given(exchanges, exchanges)
def test_numbering_restarts_in_each_section(first: list[Exchange], second: list[Exchange]) -> None:
    reading = read(
        "We do not agree with the following critical observations.",
        *written(first),
        "Recommendations",
        *written(second),
    )
    numbers = [f"O{n + 1}" for n in range(len(first))] + [str(n + 1) for n in range(len(second))]
    assert [one.number for one in reading.items] == numbers
    assert [one.number for one in reading.answers] == numbers
    assert [one.text for one in reading.items] == [one.quotation for one in (*first, *second)]


@settings(max_examples=60, deadline=None)
@given(exchanges, st.integers(0, 2**32))
def test_breaks_between_pages_and_pieces_change_nothing(given: list[Exchange], seed: int) -> None:
    """Paragraphs are cut in two by page ends at any word; the answers stay the same."""
    chance = random.Random(seed)
    pieces: list[Piece] = []
    page = 1
    for line in written(given):
        words = line.split()
        cut = chance.randrange(1, len(words)) if len(words) > 3 and chance.random() < 0.3 else 0
        if not cut:
            pieces.append(Piece(page, PieceKind.PARAGRAPH, line))
            continue
        pieces.append(Piece(page, PieceKind.PARAGRAPH, " ".join(words[:cut])))
        page += 1
        pieces.append(Piece(page, PieceKind.PARAGRAPH, " ".join(words[cut:]), continued=True))
    pages = [PageInfo(number + 1, PageBasis.COUNTED) for number in range(page)]
    reading = read_comments(Text("text", pages, pieces), PATTERNS)
    whole = read(*written(given))
    assert [one.text for one in reading.items] == [one.text for one in whole.items]
    assert [one.standpoint for one in reading.answers] == [one.standpoint for one in whole.answers]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(LOOKALIKES), st.text(max_size=60)), max_size=12))
def test_any_text_is_read_without_fault_and_nothing_is_lost(lines: list[str]) -> None:
    pieces = [Piece(1, PieceKind.PARAGRAPH, line) for line in lines]
    text = Text("text", [PageInfo(1, PageBasis.COUNTED)], pieces)
    reading = read_comments(text, PATTERNS)
    if not reading.answers:
        assert "no_answers" in [warning.code for warning in reading.warnings]
    found = [one.spans for one in reading.items] + [one.spans for one in reading.answers]
    for spans in found:
        for span in spans:
            assert 0 <= span.start <= span.end <= len(pieces[span.piece].text)


@settings(max_examples=60, deadline=None)
@given(exchanges)
def test_every_word_is_an_item_an_answer_or_unread(given: list[Exchange]) -> None:
    reading = read(
        "The Board thanks the mission for its words.", *written(given), "Note: all read."
    )
    kept = " ".join(
        [
            *(passage.text for passage in reading.unread),
            *(f"{one.number_as_printed} {one.text}" for one in reading.items),
            *(f"The Board's response: {one.standpoint} {one.stated_as}" for one in reading.answers),
        ]
    )
    everything = " ".join(
        ["The Board thanks the mission for its words.", *written(given), "Note: all read."]
    )
    assert sorted(digest_words(kept)) == sorted(digest_words(everything))


def digest_words(text: str) -> list[str]:
    """Return the words of a text as digests, so that stops and case do not count."""
    words = (word.strip(".,;:") for word in text.split())
    return [digest(word) for word in words if word]
