"""Folding for search, digests and natural order (app.core.textfold)."""

import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.textfold import digest, digest_letters, fold, folded_words, natural_key, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("OSCE/ODIHR", ["osce", "odihr"]),
        ("2024/25", ["2024", "25"]),
        ("électorale Électorale", ["electorale", "electorale"]),
        ("Đukanović, Łódź", ["dukanovic", "lodz"]),
        ("Straße æsir œuvre þing ðæt ørsted ısı", ["strasse", "aesir", "oeuvre", "thing", "daet",
                                                   "orsted", "isi"]),
        ("observer's vote-counting", ["observer", "s", "vote", "counting"]),
        ("snake_case", ["snake", "case"]),
        ("Комиссия Қазақстан", ["комиссия", "қазақстан"]),
        ("ﬁnal ½ №", ["final", "1", "2", "no"]),
        ("\x00 ()*\"':-", []),
        ("", []),
    ],
)  # fmt: skip
def test_fold_gives_plain_words(text: str, words: list[str]) -> None:
    assert fold(text) == words


@given(st.text())
def test_fold_words_are_letters_and_digits_only(text: str) -> None:
    for word in fold(text):
        assert word
        assert word.isalnum()
        assert not any(unicodedata.combining(char) for char in word)


@given(st.text())
def test_fold_of_folded_words_changes_nothing(text: str) -> None:
    words = fold(text)
    assert fold(" ".join(words)) == words


@pytest.mark.parametrize("before", ["", "a ", "é ", "№ ", "ß æ ½ ", "e\u0301 ", "\u0301 ", "ﬁﬀ, "])
def test_words_stand_where_tokens_say(before: str) -> None:
    text = unicodedata.normalize("NFC", f"{before}Ťhe end")
    assert [text[token.start : token.end] for token in tokens(text)][-2:] == ["Ťhe", "end"]


@given(st.text())
def test_tokens_have_the_words_that_folding_gives(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert [token.word for token in tokens(composed)] == folded_words(composed)


@given(st.text())
def test_digests_are_made_of_letters_and_digits(text: str) -> None:
    letters = digest_letters(text)
    assert letters == "" or letters.isalnum()


@given(st.text(alphabet=string.ascii_letters + string.digits + " -,é"), st.text(" \n\t.,;"))
def test_fold_ignores_case_and_what_stands_around(text: str, around: str) -> None:
    assert fold(around + text.upper() + around) == fold(text)


@given(st.lists(st.text(string.ascii_letters, min_size=1), min_size=1))
def test_fold_does_not_join_words(words: list[str]) -> None:
    assert fold(" ".join(words)) == [word.lower() for word in words]


@pytest.mark.parametrize(
    "same",
    ["The law, amended.", "the LAW amended", "The\nlaw,  amen-\nded", "The law¹² amended"],
)
def test_digest_ignores_case_spacing_hyphenation_and_footnote_marks(same: str) -> None:
    assert digest(same) == digest("The law amended")


def test_digest_reads_cyrillic_lookalikes_as_latin() -> None:
    assert digest("сentraІ соmmissіоn") != digest("central commission")  # І is no look-alike of l
    assert digest("сentral соmmissіоn") == digest("central commission")


@pytest.mark.parametrize("other", ["The laws amended", "The law 12 amended", "Law the amended"])
def test_digest_tells_texts_apart(other: str) -> None:
    assert digest(other) != digest("The law amended")


@given(st.text(), st.integers(0, 30))
def test_digest_does_not_depend_on_where_spaces_stand(text: str, position: int) -> None:
    found = digest(text)
    assert len(found) == 32
    assert set(found) <= set("0123456789abcdef")
    assert digest(text[:position] + " \n" + text[position:]) == found


def test_natural_key_sorts_numbers_as_people_read_them() -> None:
    shuffled = ["C12", "10A", "2B", "W3", "10", "2", "O7", "C3", "3", "2A"]
    assert sorted(shuffled, key=natural_key) == [
        "2", "2A", "2B", "3", "10", "10A", "C3", "C12", "O7", "W3"
    ]  # fmt: skip


@given(st.lists(st.integers(0, 999_999), min_size=2))
def test_natural_key_sorts_plain_numbers_by_value(numbers: list[int]) -> None:
    texts = sorted((str(number) for number in numbers), key=natural_key)
    assert [int(text) for text in texts] == sorted(numbers)


@given(st.from_regex(r"[A-Z]?[1-9][0-9]{0,4}[A-Z]?", fullmatch=True))
def test_natural_key_keeps_different_numbers_apart(number: str) -> None:
    assert natural_key(number).replace("0", "") == number.replace("0", "")
