"""A map that cannot give what it promises is named before any row."""

import pytest

from app.errors import RuleError
from app.imports.tables.map_checking import check_map, column_of
from app.reading.tables.maps import built_in, names, parse
from app.reading.tables.targets import own_map

MAP = """
name = "small"
title = "Small"
[values.text]
column = "Text"
[values.page]
column = "Page"
form = "integer"
[values.page_again]
of = "page"
[[entries]]
entry = "item"
[entries.content]
document = "{option.document}"
kind = "recommendation"
official_text = "{text}"
places = [{ page = "{page_again}", page_basis = "printed", section = "List", role = "list" }]
"""


@pytest.mark.parametrize("name", names())
def test_built_in_maps_are_whole(name: str) -> None:
    check_map(built_in(name))


def test_maps_of_choices_are_whole() -> None:
    columns = {"Text": "item.text", "Nr": "item.number", "Page": "item.page", "By": "item.proposer",
               "Answer": "answer.position", "Words": "answer.standpoint"}  # fmt: skip
    check_map(own_map(columns, {"answer.position": {"Yes": "accepted"}}))
    check_map(own_map({"Nr": "item.number", "Words": "answer.standpoint"}, {}))


def test_what_comes_from_cells_is_left_to_the_rows() -> None:
    check_map(parse(MAP, "map"))
    check_map(parse(MAP.replace('"recommendation"', '"{text}"'), "map"))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('section = "List", ', "", "item, places.0.section: this is needed. Give it a column or"),
        ('document = "{option.document}"', "", "item, document: this is needed."),
        ('kind = "recommendation"', 'kind = "wish"', "item, kind: write one of"),
        ('kind = "rec', 'colour = "{text}"\nkind = "rec', "item, colour: there is no such field."),
        ('page_basis = "printed"', 'page_basis = "told"', "item, places.0.page_basis: write one"),
        ('entry = "item"', 'entry = "wish"', "there is no entry “wish”. Choose one of country"),
    ],
)
def test_what_no_row_can_fill_is_named(old: str, new: str, says: str) -> None:
    with pytest.raises(RuleError) as caught:
        check_map(parse(MAP.replace(old, new), "map"))
    assert caught.value.message.startswith("the map “small”: ")
    assert says in caught.value.message


def test_all_that_is_wrong_is_named_at_once() -> None:
    text = MAP.replace('section = "List", ', "").replace('kind = "recommendation"', "")
    with pytest.raises(RuleError) as caught:
        check_map(parse(text, "map"))
    assert caught.value.message.count("this is needed.") == 2


def test_the_column_of_a_field_is_known() -> None:
    found = parse(MAP, "map")
    assert column_of(found, "item", ("official_text",)) == "Text"
    assert column_of(found, "item", ("places", 0, "page")) == "Page"
    assert column_of(found, "item", ("places", 0)) == "Page"
    assert column_of(found, "item", ("kind",)) is None
    assert column_of(found, "answer", ("key",)) is None
