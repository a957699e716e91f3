"""Drafts as forms: what is shown, what is read back, where texts differ and can be split."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.entries.kinds import KIND
from app.imports.differences import MOST_WORDS, compare
from app.imports.review import SPECS, changed, fields_of, placed, sentences
from app.web.forms import Problem, Sent

ITEM: dict[str, Any] = {
    "document": "report",
    "number": "2B",
    "kind": "recommendation",
    "priority": True,
    "heading": "The register",
    "official_text": "Errors should be mended.",
    "places": [{"page": 4, "page_basis": "printed", "section": "II", "role": "list"}],
}
ANSWER: dict[str, Any] = {
    "document": "comments",
    "key": "a-1",
    "answers": [{"item": "AA-2010-PARL-1", "part": "the first half"}],
    "responder": "commission",
    "position": "accepted",
    "places": [{"section": "II", "role": "body"}],
}


def sent(**texts: str) -> Sent:
    """A form with these texts; `__` in a name stands for a dot."""
    return Sent([(name.replace("__", "."), text) for name, text in texts.items()])


def shown(entry: str, content: dict[str, Any]) -> dict[str, str]:
    """What the fields of a form hold."""
    return {field.name: field.value for field in fields_of(entry, content)}


def test_every_field_of_the_forms_is_one_of_its_kind() -> None:
    for entry, specs in SPECS.items():
        known = KIND[entry].model.model_fields
        assert [spec.path for spec in specs if spec.path.split(".")[0] not in known] == []


def test_the_form_of_an_item_shows_what_it_holds() -> None:
    found = shown("item", ITEM)
    assert found["number"] == "2B"
    assert found["priority"] == "true"
    assert found["places.0.page"] == "4"
    assert "quoted_text" not in found
    quoted = {**ITEM, "quoted_text": "Words.", "quoted_by": "comments"}
    quoted.pop("official_text")
    assert "official_text" not in shown("item", quoted)
    assert shown("item", quoted)["quoted_text"] == "Words."


@pytest.mark.parametrize(("entry", "content"), [("item", ITEM), ("answer", ANSWER)])
def test_a_form_sent_as_it_was_shown_changes_nothing(entry: str, content: dict[str, Any]) -> None:
    texts = list(shown(entry, content).items())
    assert changed(entry, content, Sent(texts)) == (content, [])


@pytest.mark.parametrize(
    ("texts", "path", "expected"),
    [
        ({"heading": " Voting "}, "heading", "Voting"),
        ({"heading": ""}, "heading", None),
        ({"priority": "false"}, "priority", False),
        ({"priority": ""}, "priority", None),
        ({"official_text": "One.\r\nTwo."}, "official_text", "One.\nTwo."),
    ],
)
def test_what_is_typed_is_put_in(texts: dict[str, str], path: str, expected: Any) -> None:
    made, problems = changed("item", ITEM, sent(**texts))
    assert (made.get(path), problems) == (expected, [])


def test_a_page_goes_with_how_it_is_known() -> None:
    made, _ = changed("item", ITEM, sent(places__0__page=""))
    assert made["places"] == [{"section": "II", "role": "list"}]
    made, _ = changed("answer", ANSWER, sent(places__0__page="7"))
    assert made["places"][0] | {"page": 7, "page_basis": "counted"} == made["places"][0]
    assert ANSWER["places"] == [{"section": "II", "role": "body"}], "the draft itself stays"


def test_an_answer_keeps_the_parts_of_items_that_stay() -> None:
    made, _ = changed("answer", ANSWER, sent(answers="AA-2010-PARL-1, AA-2010-PARL-2"))
    assert made["answers"] == [
        {"item": "AA-2010-PARL-1", "part": "the first half"},
        {"item": "AA-2010-PARL-2"},
    ]


@pytest.mark.parametrize("page", ["four", "-1", "4.5", "٤", "9" * 12])
def test_a_page_that_is_no_number_is_named(page: str) -> None:
    made, problems = changed("item", ITEM, sent(places__0__page=page))
    assert made["places"] == ITEM["places"]
    assert [problem.field for problem in problems] == ["places.0.page"]


@pytest.mark.parametrize("text", ["{", "[1,", "[" * 100_000])
def test_parts_that_are_no_json_are_named(text: str) -> None:
    content = {"item": "AA-2010-PARL-1", "evidence": [{"section": "II"}]}
    made, problems = changed("assessment", content, sent(evidence=text))
    assert made == content
    assert [problem.field for problem in problems] == ["evidence"]


def test_kinds_without_a_form_of_their_own_show_what_they_hold() -> None:
    content = {"slug": "voting", "title": "Voting", "order": 3, "shown": True, "more": ["a"]}
    kinds = {field.name: field.kind for field in fields_of("topic", content)}
    assert kinds == {
        "slug": "line",
        "title": "line",
        "order": "number",
        "shown": "choice",
        "more": "parts",
    }
    made, problems = changed("topic", content, sent(order="4", more='["b"]', shown="false"))
    assert (made["order"], made["more"], made["shown"], problems) == (4, ["b"], False, [])


def test_problems_find_their_fields() -> None:
    found = placed(
        [Problem("places", "a"), Problem("nothing", "b"), Problem("number", "c"), Problem("", "d")],
        "item",
        ITEM,
    )
    assert [problem.field for problem in found] == ["places.0.page", "", "number", ""]


def test_a_text_is_split_before_its_sentences() -> None:
    text = "One should act. “Two” follows; three (as in Art. 5) comes! And 4 ends."
    starts = [text[int(at) :].split()[0] for at, _ in sentences(text)]
    assert starts == ["“Two”", "three", "5)", "And"]
    assert sentences("One sentence alone.") == []


@given(st.text(max_size=300))
def test_where_a_text_is_split_nothing_is_lost(text: str) -> None:
    for at, start in sentences(text):
        assert 0 < int(at) < len(text)
        assert text[int(at) :].startswith(start.removesuffix("…"))


def test_words_that_differ_are_marked_on_both_sides() -> None:
    found = compare("The law should be clear.", "The code should be very clear.")
    assert [part.text.strip() for part in found.was if part.differs] == ["law"]
    assert [part.text.strip() for part in found.now if part.differs] == ["code", "very"]
    assert not compare("same  words", "same words").differs


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_difference_has_all_words_of_both_texts(was: str, now: str) -> None:
    found = compare(was, now)
    assert "".join(part.text for part in found.was).split() == was.split()
    assert "".join(part.text for part in found.now).split() == now.split()


def test_very_long_texts_are_shown_whole() -> None:
    found = compare("a " * MOST_WORDS, "b " * MOST_WORDS)
    assert (len(found.was), len(found.now), found.differs) == (1, 1, True)


def test_a_place_that_a_draft_does_not_bring_is_not_offered() -> None:
    words = {name: value for name, value in ITEM.items() if name != "places"}
    assert not any(name.startswith("places.") for name in shown("item", words))
    assert shown("item", words)["official_text"] == "Errors should be mended."
