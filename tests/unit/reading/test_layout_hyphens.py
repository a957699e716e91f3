"""Words broken at line ends: whose hyphen stays, and what is said where it is in doubt."""

import pytest

from app.reading.layout.words import collect, join
from app.reading.reports.broken import mark_warnings
from tests.unit.reading.printed import report_of

KNOWN = ["The governmental election", "a pro-harbour paper", "voters and the northern islands"]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("cross-", "harbour ferries", "cross-harbour ferries"),
        ("Long-", "standing rules", "Long-standing rules"),
        ("party-", "building", "party-building"),
        ("on-", "site", "on-site"),
        ("voters-", "centred", "voters-centred"),
        ("post-", "election", "post-election"),
        ("non-govern-", "mental", "non-governmental"),
    ],
)
def test_words_in_doubt_are_gathered(first: str, second: str, joined: str) -> None:
    words = collect(KNOWN)
    assert join(first, second, words) == joined
    known = "governmental" in joined
    assert words.doubtful == (set() if known else {joined.split()[0]})


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("admini-", "strative", "administrative"),
        ("on-", "going", "ongoing"),
        ("cross-", "ing the sea", "crossing the sea"),
        ("state-", "ment", "statement"),
        ("non-", "partisan", "non-partisan"),
        ("pro-", "harbour", "pro-harbour"),
        ("up-to-", "date", "up-to-date"),
        ("pre-", "vented", "prevented"),
    ],
)
def test_words_that_are_sure(first: str, second: str, joined: str) -> None:
    words = collect(KNOWN)
    assert join(first, second, words) == joined
    assert words.doubtful == set()


def test_the_halves_of_a_broken_word_are_no_words_of_the_document() -> None:
    words = collect(["they met the partici-", "pants of the vote"])
    assert words.plain == {"they", "met", "the", "of", "vote"}


def test_an_item_names_its_words_in_doubt_once() -> None:
    printed = "1. Rules on party- building should be kept."
    reading = report_of("RECOMMENDATIONS", printed, width=22)
    warnings = [warn.message for warn in reading.items[0].warnings if warn.code == "hyphen"]
    assert len(warnings) == 1
    assert "party-building" in warnings[0]


def test_a_mark_that_was_left_in_an_item_is_told() -> None:
    assert "law.6" in mark_warnings("Nets should be named in the law.6", 1)[0].message
    assert mark_warnings("Nets should be named in section 6, as in 2016.", 1) == []
