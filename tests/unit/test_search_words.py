"""Words as the index holds them (app.search.words) and what is typed (app.search.query)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.query import parse
from app.search.words import (
    index_text,
    phrase_tokens,
    prefix_tokens,
    readings,
    stem,
    token,
    written_words,
)


@pytest.mark.parametrize(
    "kin",
    [
        ["recommend", "recommended", "recommending", "recommends"],
        ["publish", "publishing", "published", "publication", "publications"],
        ["observer", "observers", "observe", "observed", "observing"],
        ["complaint", "complaints", "complain", "complained"],
        ["election", "elections", "elected", "elect", "electoral"],
        ["organisation", "organization", "organisations", "organizations"],
        ["organise", "organized", "organising"],
        ["criminalise", "criminalized"],
        ["favour", "favor", "favours", "favored"],
        ["behaviour", "behavior"],
        ["analyse", "analyzed"],
        ["centre", "centers"],
        ["комиссия", "комиссии", "комиссией", "комиссиями"],
        ["избиратель", "избирателей", "избирателями"],
        ["казахстанский", "казахстанского", "казахстанских"],
    ],
)
def test_forms_of_one_word_have_one_stem(kin: list[str]) -> None:
    assert len({stem(word) for word in kin}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("public", "publish"),
        ("party", "part"),
        ("polling", "policy"),
        ("four", "for"),
        ("hour", "hor"),
        ("raise", "race"),
        ("our", "or"),
        ("право", "правда"),
    ],
)
def test_other_words_have_other_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The observer's, observers’ and OSCE/ODIHR's view", [
            "the", "observer", "observers", "and", "osce", "odihr", "view"]),
        ("it's s", ["it", "s"]),
        # Latin letters in a Cyrillic word, Cyrillic ones in a Latin word.
        ("кoмиссия", ["комиссия"]),
        ("Сentrаl Соmmission", ["central", "commission"]),
        # Wholly of look-alikes: the text around decides.
        ("The report of the СЕС on elections", ["the", "report", "of", "the", "cec", "on",
                                                "elections"]),
        ("Доклад наблюдателей: нос", ["доклад", "наблюдателей", "нос"]),
    ],
)  # fmt: skip
def test_words_of_a_text_are_in_one_script(text: str, words: list[str]) -> None:
    assert written_words(text) == words


def test_typed_lookalikes_have_two_readings() -> None:
    assert readings("сес") == ("сес", "cec")
    assert readings("cec") == ("cec",)
    assert phrase_tokens(["сес"]) == [[token("s", "сес")], [token("s", "cec")]]
    assert "wcec" in prefix_tokens("сес")


@given(st.text())
def test_index_holds_plain_tokens_only(text: str) -> None:
    found = index_text(text).split()
    assert all(word.isascii() and word.isalnum() for word in found)
    assert all(word[0] in "sw" for word in found if word != "gap")


LETTERS = st.characters(categories=["Ll", "Lo", "Nd"])


@given(st.text(LETTERS, min_size=1, max_size=10), st.text(LETTERS, max_size=10))
def test_token_of_a_beginning_begins_the_token_of_the_word(start: str, rest: str) -> None:
    assert token("w", start + rest).startswith(token("w", start))


def typed(text: str) -> list[str]:
    """The clauses of what is typed, as they could be typed."""
    return [clause.text for clause in parse(text).clauses]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("results polling", ["results", "polling"]),
        ("“polling station” results", ['"polling station"', "results"]),
        ("«избирательный участок» -“state media”", ['"избирательныи участок"', '-"state media"']),
        ("vote-counting", ['"vote counting"']),
        ("KZ-2016-PARL-24", ['"kz 2016 parl 24"']),
        ("2004 – 2007", ["2004", "2007"]),
        ("results -women −men", ["results", "-women", "-men"]),
        ('"unclosed phrase', ["unclosed", "phrase"]),
        ("elect* foo", ["elect*", "foo"]),
        ("the results of the count", ["results", "count"]),
        ("what was said", ["what", "was", "said"]),
        ("to be or not", ["not"]),
        ("a AND b", ["b"]),
        ("foo foo FOO", ["foo"]),
        ("", []),
        (' " * ( ) - -- "" \x00 \t', []),
        ("🗳️ 100%", ["100"]),
    ],
)
def test_clauses_of_what_is_typed(text: str, clauses: list[str]) -> None:
    assert [text.replace("й", "и") for text in typed(text)] == clauses


def test_words_left_aside_are_told() -> None:
    assert parse("what was said about the results").common == ("what", "was", "said", "about",
                                                               "the")  # fmt: skip
    assert parse("the").common == ()


def test_only_an_unquoted_last_word_may_be_a_beginning() -> None:
    assert [clause.beginning for clause in parse("polling sta").clauses] == [False, True]
    assert not parse('polling "sta"').clauses[-1].beginning
    assert not parse("polling -sta").clauses[-1].beginning


@given(st.text(max_size=300))
def test_no_text_is_an_error_and_what_is_understood_reads_the_same(text: str) -> None:
    parsed = parse(text)
    assert len(parsed.clauses) <= 24
    again = parse(parsed.text)
    assert [clause.words for clause in again.clauses] == [clause.words for clause in parsed.clauses]
