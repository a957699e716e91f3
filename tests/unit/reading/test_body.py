"""Recommendations that a report also makes behind the findings they rest on."""

from app.reading.model import Reading
from tests.unit.reading.printed import report_of


def _twice() -> Reading:
    return report_of(
        "I. VOTER LISTS",
        "Lists of voters were posted ten days before the vote in every village of the islands.",
        "",
        "Many voters of the outer islands were missing from them, and had no way to be added.",
        "",
        "The registry should be compared with that of the post each spring.",
        "",
        "II. MEDIA",
        "The state channel showed one party alone and refused the others any debate on the air.",
        "",
        "\f",
        "III. RECOMMENDATIONS",
        "1. The registry should be compared with that of the post each spring, and be published.",
        "2. Seals of ballot boxes should be numbered and written into the minutes of the day.",
    )


def test_an_item_is_tied_to_where_the_text_makes_it() -> None:
    first, second = _twice().items
    (said,) = first.body
    assert said.text == "The registry should be compared with that of the post each spring."
    assert (said.page, said.section) == (1, "I. Voter lists")
    assert second.body == []
    assert second.rests_on == []


def test_an_item_rests_on_the_findings_before_it_in_its_section() -> None:
    reading = _twice()
    found = reading.items[0].rests_on
    assert [finding.text.split()[0] for finding in found] == ["Lists", "Many"]
    for finding in found:
        (span,) = finding.spans
        assert reading.text.pieces[span.piece].text[span.start : span.end] == finding.text


def test_a_short_formula_ties_nothing() -> None:
    reading = report_of(
        "I. MEDIA",
        "Consideration could be given to more debates, said the party of the ferrymen.",
        "",
        "II. RECOMMENDATIONS",
        "1. Consideration could be given to more polling stations on the outer islands, with"
        " boats for the members of their commissions.",
        "2. Seals of ballot boxes should be numbered and written into the minutes of the day.",
    )
    assert [item.body for item in reading.items] == [[], []]


def test_a_recommendation_within_a_paragraph_is_its_sentence_alone() -> None:
    reading = report_of(
        "I. SEALS",
        "In nine stations seals were broken. Seals of ballot boxes should be numbered and written"
        " into the minutes. The ferry was late that day.",
        "",
        "II. RECOMMENDATIONS",
        "1. Seals of ballot boxes should be numbered and written into the minutes.",
    )
    (item,) = reading.items
    assert [said.text for said in item.body] == [
        "Seals of ballot boxes should be numbered and written into the minutes."
    ]
    assert [finding.text for finding in item.rests_on] == ["In nine stations seals were broken."]
