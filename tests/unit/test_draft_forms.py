"""Drafts as forms: what is shown, what is read back, where texts differ and can be split."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.entries.kinds import KIND
from app.errors import RuleError
from app.imports.desk.differences import MOST_WORDS, compare
from app.imports.desk.draft_building import comparison_of
from app.imports.desk.review import changed, fields_of, place_of, placed, sentences
from app.imports.desk.specs import SPECS
from app.imports.records import FieldChange, MatchRecord
from app.vocabulary.lists import MatchBasis
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


EVIDENCE: dict[str, Any] = {
    "item": "AA-2010-PARL-1",
    "evidence": [
        {
            "document": "report",
            "page": 4,
            "page_basis": "printed",
            "section": "II",
            "note": "Errors were mended.",
            "direction": "forward",
        }
    ],
}
FIRST = EVIDENCE["evidence"][0]


def rows(entry: str, content: dict[str, Any], name: str) -> dict[str, str]:
    """What the fields in the rows of a field hold."""
    (found,) = [field for field in fields_of(entry, content) if field.name == name]
    return {field.name: field.value for row in found.parts for field in row}


def test_evidence_has_a_row_each_and_an_empty_one() -> None:
    found = rows("assessment", EVIDENCE, "evidence")
    assert found["evidence.0.document"] == "report"
    assert (found["evidence.0.page"], found["evidence.0.note"]) == ("4", "Errors were mended.")
    assert [name for name, value in found.items() if not value] == [
        f"evidence.1.{name}" for name in ("document", "page", "section", "direction", "note")
    ]
    assert changed("assessment", EVIDENCE, Sent(list(found.items()))) == (EVIDENCE, [])


def test_a_row_is_added_changed_and_emptied() -> None:
    new = {"document": "comments", "page": "7", "section": "I", "note": "Asked.", "direction": ""}
    typed = {f"evidence.1.{name}": text for name, text in new.items()}
    first = rows("assessment", EVIDENCE, "evidence")
    made, problems = changed("assessment", EVIDENCE, Sent(list((first | typed).items())))
    second = {"document": "comments", "page": 7, "page_basis": "counted", "section": "I"}
    assert (made["evidence"], problems) == ([FIRST, second | {"note": "Asked."}], [])
    gone = {name: "" for name in first if not name.endswith("direction")}
    made, _ = changed("assessment", EVIDENCE, Sent(list((first | gone | typed).items())))
    assert made["evidence"] == [second | {"note": "Asked."}]
    _, problems = changed("assessment", EVIDENCE, sent(evidence__0__page="four"))
    assert [problem.field for problem in problems] == ["evidence.0.page"]
    found = placed([Problem("evidence.1.note", ""), Problem("evidence", "")], "assessment", made)
    assert [problem.field for problem in found] == ["evidence.1.note", "evidence.0.document"]


def test_kinds_without_a_form_of_their_own_show_what_they_hold() -> None:
    content = {"slug": "voting", "title": "Voting", "order": 3, "shown": True, "more": ["a b"]}
    kinds = {field.name: field.kind for field in fields_of("topic", content)}
    assert kinds == {
        "slug": "line",
        "title": "line",
        "order": "number",
        "shown": "choice",
        "more": "text",
    }
    made, problems = changed("topic", content, sent(order="4", more="a b\n\nc", shown="false"))
    assert (made["order"], made["more"], made["shown"], problems) == (4, ["a b", "c"], False, [])


def test_records_within_a_record_are_fields_too() -> None:
    content = {
        "key": "a",
        "place": {"page": 3, "page_basis": "printed", "section": "II"},
        "figures": [{"label": "All", "value": 7, "stated_percent": 2.5, "parts": ["x", "y"]}],
    }
    found = {field.name: field.kind for field in fields_of("statement", content)}
    assert found == {
        "key": "line",
        "place.page": "number",
        "place.section": "line",
        "figures": "rows",
    }
    texts = shown("statement", content) | rows("statement", content, "figures")
    assert changed("statement", content, Sent(list(texts.items()))) == (content, [])
    made, _ = changed("statement", content, sent(figures__0__parts="z", place__page=""))
    assert (made["figures"][0]["parts"], made["place"]) == (["z"], {"section": "II"})


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


def test_what_is_printed_alike_is_no_difference() -> None:
    """A full stop behind a number or heading, or blanks, are left out where nothing changes."""
    changes = [
        FieldChange("number_as_printed", "3", "3.", changes=False),
        FieldChange("heading", "VOTING  DAY", "VOTING DAY.", changes=False),
        FieldChange("stated_as", "Accepted", "Noted", changes=False),
    ]
    match = MatchRecord("item", "AA-2010-PARL-3", MatchBasis.NUMBER, None, changes)
    assert [field.name for field in comparison_of(match, []).fields] == ["stated_as"]
    assert [field.name for field in comparison_of(match, ["heading"]).fields] == [
        "heading",
        "stated_as",
    ]


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


def filled(schema: dict[str, Any], within: dict[str, Any]) -> Any:
    """A value for each field that an input may have, as its JSON schema describes it."""
    if "$ref" in schema:
        return filled(within[schema["$ref"].rpartition("/")[2]], within)
    if "anyOf" in schema:
        return filled(schema["anyOf"][0], within)
    if schema.get("enum"):
        return schema["enum"][-1]
    if schema.get("properties"):
        return {name: filled(part, within) for name, part in schema["properties"].items()}
    if schema.get("type") == "array":
        return [filled(schema["items"], within)] * 2
    values = {"boolean": True, "integer": 3, "number": 0.5, "object": {"a": "b"}}
    return values.get(schema.get("type", ""), "text")


def untouched(entry: str, content: dict[str, Any]) -> Sent:
    """The form of a draft as a browser sends it when nobody touched it."""
    found = fields_of(entry, content)
    every = [part for field in found for row in field.parts for part in row]
    return Sent([(field.name, field.value) for field in [*found, *every] if field.kind != "rows"])


@pytest.mark.parametrize("entry", KIND)
def test_every_field_that_can_be_entered_goes_through_the_form(entry: str) -> None:
    schema = KIND[entry].model.model_json_schema()
    whole = filled(schema, schema.get("$defs", {}))
    assert len(whole) == len(KIND[entry].model.model_fields)
    for content in (whole, {name: part for name, part in whole.items() if part != "text"}):
        assert changed(entry, content, untouched(entry, content)) == (content, [])


def test_a_citation_is_kept_as_it_is() -> None:
    """How its page is known is no field of it; its note is one."""
    cited = {"standard": "treaty/4", "purpose": "basis", "page": 3, "section": "II", "note": "n. 2"}
    content = ITEM | {"standards": [cited, cited | {"page": None, "note": None}]}
    assert changed("item", content, untouched("item", content)) == (content, [])
    assert rows("item", content, "standards")["standards.0.note"] == "n. 2"


def test_where_typed_words_stand() -> None:
    text = "Lists should be open  and seals be numbered, and keys kept."
    assert place_of(text, "open and seals", "begins") == text.index("open")
    for words in ("locks", "and", " "):
        with pytest.raises(RuleError) as error:
            place_of(text, words, "begins")
        assert error.value.field == "begins"
