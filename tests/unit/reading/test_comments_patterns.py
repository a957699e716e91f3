"""Pattern files of comments: what phrases match, and how a wrong file is refused."""

import re
from pathlib import Path
from typing import get_args

import pytest

from app.reading.comments.patterns import (
    DEFAULT,
    PatternError,
    Patterns,
    compile_phrase,
    load,
    parse,
    plain,
)
from app.vocabulary.lists import Ground, Position, Reported
from tests.unit.reading.comments_samples import answer, read, statuses

SMALL = """
[words]
item = ["point", "each point"]

[answers]
opens = ["We say"]

[[statuses]]
position = "accepted"
phrases = ["{item} taken up"]

[[statuses]]
reported = "implemented"
phrases = ["all done"]
"""


def test_the_built_in_file_is_found_beside_the_reader_and_is_whole() -> None:
    patterns = load()
    assert DEFAULT.parent.name == "comments"
    assert {section.kind.value for section in patterns.sections} == {
        "recommendation",
        "concern",
        "welcomed",
    }
    said = {status.position for status in patterns.statuses}
    assert said == set(Position)
    assert {status.reported for status in patterns.statuses} == set(Reported)
    assert {ground.ground for ground in patterns.grounds} == set(Ground) - {Ground.NOT_SAID}


def test_every_key_stands_in_the_built_in_file_to_copy_from() -> None:
    written = DEFAULT.read_text(encoding="utf-8")
    for name, field in Patterns.model_fields.items():
        assert re.search(rf"(?m)^(\[\[?{name}\]|{name} =)", written), name
        for part in [*get_args(field.annotation), field.annotation]:
            for key in getattr(part, "model_fields", {}):
                assert re.search(rf"(?m)^{key} = ", written), f"{name}, {key}"


def test_an_own_file_reads_comments_in_its_own_words() -> None:
    patterns = parse(SMALL, "small.toml")
    reading = read(
        "1. Halls should have ramps.",
        "We say: they have.",
        "Each point taken up.",
        "2. Halls should be warm.",
        "We say: they are. Response: none.",
        "All done.",
        patterns=patterns,
    )
    assert statuses(reading) == {"1": ("accepted", "none"), "2": ("not_stated", "implemented")}
    assert answer(reading, "2").standpoint == "they are. Response: none."


@pytest.mark.parametrize(
    ("phrase", "text", "matches"),
    [
        ("the {name} standpoint", "The Electoral  Council's standpoint", True),
        ("the {name} standpoint", "The standpoint", False),
        ("{item} is accepted", "Each point is accepted", True),
        ("note of {numbers}", "Note of 3, 4 and 7", True),
        ("is …done", "is soon to be done", True),
        ("is …done", "is late. It is done", False),
        ("a.b", "a.b", True),
        ("a.b", "axb", False),
        ("/a.b/", "axb", True),
        ("/^“x”$/", "«x»", True),
        ("рост", "рoст", True),
        ("one - two", "one – two", True),
    ],
)
def test_phrases_match_words_placeholders_and_expressions(
    phrase: str, text: str, matches: bool
) -> None:
    pattern = compile_phrase(phrase, {"item": ["point", "each point"]})
    assert bool(pattern.match(plain(text))) is matches


def test_plain_text_keeps_its_length() -> None:
    for text in ("А“б”–№ Ω", "Плоский текст", "\u00a0x\u2011y"):
        assert len(plain(text)) == len(text)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("opens = [", "opens = "), "this is not TOML"),
        (("position = \"accepted\"", "position = \"agreed\""), "Line 9, statuses 1, position"),
        (("position = ", "positoin = "), "Line 9, statuses 1, positoin: this key is not known"),
        (("[answers]\nopens = [\"We say\"]", ""), "answers: this key is missing"),
        (("{item} taken up", "{thing} taken up"), "{thing} is not known; known are item, name"),
        (("all done", "/all (done/"), "line 14, statuses 2, phrases 1"),
        (("all done", " "), "a phrase is empty"),
        (("all done", "x" * 500), "a phrase may have 400 characters"),
        (("phrases = [\"all done\"]", "phrases = []"), "statuses 2, phrases"),
        (("[words]\nitem", "[words]\nname"), "name is a word of ours"),
        (("\"point\", ", "\"\", "), "none of them empty"),
        (("opens = [\"We say\"]", "opens = \"We say\""), "Line 6, answers, opens"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_name_line_and_mend(
    change: tuple[str, str], says: str
) -> None:
    assert change[0] in SMALL
    with pytest.raises(PatternError) as refused:
        parse(SMALL.replace(*change), "own.toml")
    assert refused.value.message.startswith("Patterns own.toml:")
    assert says in refused.value.message


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PatternError, match=r"none\.toml: the file cannot be read"):
        load(tmp_path / "none.toml")
    (tmp_path / "old.toml").write_bytes('opens = "réponse"'.encode("latin-1"))
    with pytest.raises(PatternError, match=r"old\.toml: the file is not UTF-8"):
        load(tmp_path / "old.toml")


def status_of(line: str, patterns: Patterns) -> tuple[str, str, str]:
    reading = read(
        "1. Halls should have ramps.",
        "Response: All but two have one.",
        line,
        "2. Halls should be warm.",
        "Response: They are.",
        patterns=patterns,
    )
    found = answer(reading, "1")
    return found.position.value, found.reported.value, found.ground.value


@pytest.mark.parametrize(
    ("line", "position", "reported"),
    [
        ("The recommendation is accepted.", "accepted", "none"),
        ("Accepted", "accepted", "none"),
        ("Recommendation is partly accepted.", "accepted_in_part", "none"),
        ("The comment is accepted in part", "accepted_in_part", "none"),
        ("This proposal cannot be accepted.", "not_accepted", "none"),
        ("The finding is rejected.", "not_accepted", "none"),
        ("Recommendation requires further study.", "under_study", "none"),
        ("The recommendation will be considered.", "under_study", "none"),
        ("The recommendation is noted.", "noted", "none"),
        ("Recommendation is implemented.", "not_stated", "implemented"),
        ("The recommendation has been implemented.", "not_stated", "implemented"),
        ("Implemented, but work continues.", "not_stated", "implemented_continuing"),
        ("The recommendation is being implemented.", "not_stated", "being_implemented"),
        ("Recommendation is at the implementation stage.", "not_stated", "being_implemented"),
        ("The recommendation is accepted and has been implemented.", "accepted", "implemented"),
        ("The point is accepted. It will be law. Implemented.", "not_stated", "implemented"),
        ("The point is accepted. The point is implemented.", "accepted", "implemented"),
        ("Status: accepted", "accepted", "none"),
        ("Рекомендация реализована.", "not_stated", "implemented"),
        ("Замечание не принимается.", "not_accepted", "none"),
    ],
)
def test_status_lines_mean_a_position_and_a_reported_status(
    line: str, position: str, reported: str
) -> None:
    assert status_of(line, load())[:2] == (position, reported)


@pytest.mark.parametrize(
    "line",
    [
        "This recommendation is implemented in chapter two.",
        "The recommendation is not supported by the law.",
        "The recommendation is accepted by some and refused by others.",
        "Recommendations are accepted only in writing.",
        "We see that the recommendation is accepted.",
        "It is implemented.",
    ],
)
def test_sentences_that_say_more_are_no_status_lines(line: str) -> None:
    assert status_of(line, load()) == ("not_stated", "none", "not_said")


@pytest.mark.parametrize(
    ("line", "ground"),
    [
        ("The recommendation is already implemented.", "already_in_place"),
        ("Recommendation is implemented: since the report, ramps were built.", "done_since"),
        ("Recommendation is implemented.", "not_said"),
    ],
)
def test_the_ground_is_said_only_where_words_say_it(line: str, ground: str) -> None:
    assert status_of(line, load())[2] == ground
