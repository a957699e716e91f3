"""Services of elections, documents and items: each rule names the input at fault."""

from typing import Any

import pydantic
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.records import get_id
from app.documents.inputs import DocumentInput
from app.documents.models import DocumentIssuer, Place
from app.documents.service import save_document
from app.elections.inputs import ElectionInput
from app.elections.models import Country
from app.elections.service import save_election
from app.errors import RuleError
from app.recommendations.inputs import ItemInput
from app.recommendations.models import ItemTopic, Recommendation
from app.recommendations.service import save_item
from app.standards.inputs import InstrumentInput, ProvisionInput
from app.standards.models import Citation, InstrumentBinding
from app.standards.service import save_instrument, save_provision
from app.topics.inputs import TopicInput
from app.topics.service import save_topic
from tests import factories as make
from tests.db.refusals import REPORT, place, refused


class TestElections:
    """`save_election` and `save_country`."""

    def test_unknown_country(self, db: Session) -> None:
        make.make_country(db, "AA")
        with pytest.raises(RuleError, match="no country “ZZ”") as caught:
            from_code(db, "ZZ-2010-PARL")
        assert caught.value.field == "code"

    def test_last_day_before_first(self, db: Session) -> None:
        refused(
            lambda: make.make_election(db, last_day="2010-05-31"), "last_day", "before the first"
        )

    def test_year_of_the_code(self, db: Session) -> None:
        refused(lambda: make.make_election(db, first_day="2011"), "first_day", "the code says 2010")

    def test_an_imprecise_day_counts_from_its_last(self, db: Session) -> None:
        assert make.make_election(db, first_day="2010-02").held_on.isoformat() == "2010-02-28"

    @pytest.mark.parametrize(
        ("code", "kind"),
        [("AA-2010-PARL", "PARL"), ("AA-2010-11-PRES", "PRES"), ("AA-UPR-20", "UPR")],
    )
    def test_kind_follows_from_the_code(self, db: Session, code: str, kind: str) -> None:
        assert make.make_election(db, code).kind.value == kind

    @pytest.mark.parametrize("code", ["AA-2010", "aa-2010-PARL", "AA-2010-XXXX", "AA-10-PARL"])
    def test_other_codes_are_refused(self, db: Session, code: str) -> None:
        with pytest.raises(pydantic.ValidationError):
            from_code(db, code)


def from_code(db: Session, code: str) -> object:
    """Save an election without making its country."""

    given = {"code": code, "title": code, "first_day": "2010"}
    return save_election(db, ElectionInput.model_validate(given))


class TestOrganisationsAndTopics:
    """`save_organisation`, `save_topic`, `save_instrument`, `save_provision`."""

    def test_unknown_country(self, db: Session) -> None:
        refused(lambda: make.make_organisation(db, country="ZZ"), "country", "no country “ZZ”")

    def test_unknown_topic_above(self, db: Session) -> None:
        given = TopicInput(slug="voting/ballots", title="Ballots")
        refused(lambda: save_topic(db, given), "slug", "no topic “voting”")

    def test_unknown_instrument(self, db: Session) -> None:

        given = ProvisionInput(standard="charter/1")
        refused(lambda: save_provision(db, given), "standard", "no instrument “charter”")

    def test_unknown_country_bound(self, db: Session) -> None:
        given = InstrumentInput.model_validate(
            {"slug": "charter", "short_title": "C", "title": "C", "class": "treaty",
             "binds": [{"country": "ZZ", "from": "2000"}]}
        )  # fmt: skip
        refused(lambda: save_instrument(db, given), "binds", "no country “ZZ”")

    def test_bindings_are_replaced(self, db: Session) -> None:
        make.make_country(db, "AA")
        make.make_country(db, "BB")
        for country in ("AA", "BB"):
            given = {
                "slug": "charter",
                "short_title": "C",
                "title": "C",
                "class": "treaty",
                "binds": [{"country": country, "from": "2000-01"}],
            }
            save_instrument(db, InstrumentInput.model_validate(given))
        (binding,) = db.execute(sa.select(InstrumentBinding)).scalars()
        assert binding.country_id == get_id(db, Country, "code", code="BB")


class TestDocuments:
    """`save_document`."""

    def test_unknown_election(self, db: Session) -> None:
        given = DocumentInput.model_validate(
            {"slug": "report", "election": "AA-2010-PARL", "kind": "letter", "title": "R",
             "issuers": ["observers"], "held": False}
        )  # fmt: skip
        refused(lambda: save_document(db, given), "election", "no election “AA-2010-PARL”")

    def test_unknown_country(self, db: Session) -> None:
        refused(
            lambda: make.make_document(db, "law", None, country="ZZ", kind="law"),
            "country",
            "no country “ZZ”",
        )

    def test_the_country_is_that_of_the_election(self, db: Session) -> None:
        make.make_country(db, "BB")
        refused(lambda: make.make_document(db, country="BB"), "country", "is of another country")
        assert make.make_document(db, country="AA").version == 1

    def test_no_issuer_is_given_twice(self, db: Session) -> None:
        with pytest.raises(pydantic.ValidationError, match="“observers” is given twice"):
            make.make_document(db, issuers=["observers", "pace", "observers"])

    def test_unknown_issuer_is_named_by_position(self, db: Session) -> None:

        make.make_election(db)
        make.make_organisation(db, "observers")
        given = DocumentInput.model_validate(
            {"slug": "report", "election": "AA-2010-PARL", "kind": "letter", "title": "R",
             "issuers": ["observers", "nobody"], "held": False}
        )  # fmt: skip
        refused(lambda: save_document(db, given), "issuers.1", "no organisation “nobody”")

    def test_a_law_needs_a_country_only(self, db: Session) -> None:
        make.make_country(db, "AA")
        law = make.make_document(db, "law", None, country="AA", kind="law")
        assert law.election_id is None

    def test_an_imprecise_date_counts_from_its_last_day(self, db: Session) -> None:
        report = make.make_document(db, published_on="2010-12")
        assert report.published_by is not None
        assert report.published_by.isoformat() == "2010-12-31"

    def test_with_items_it_keeps_its_election_and_a_date(self, db: Session) -> None:
        make.make_item(db, "AA-2010-PARL-1")
        make.make_election(db, "AA-2014-PARL")
        slug = "aa-2010-parl-final-report"
        refused(lambda: make.make_document(db, slug, "AA-2014-PARL"), "election", "it has items")
        refused(
            lambda: make.make_document(db, slug, published_on=None, held=False),
            "published_on",
            "it has items",
        )

    def test_with_items_that_stand_elsewhere_it_keeps_its_election(self, db: Session) -> None:
        make.make_document(db, "letter")
        make.make_item(db, "AA-2010-PARL-1", places=[place(document="letter")])
        slug = "aa-2010-parl-final-report"
        refused(lambda: make.make_document(db, slug, "AA-2014-PARL"), "election", "it has items")

    def test_issuers_are_replaced_in_order(self, db: Session) -> None:
        make.make_document(db, issuers=["observers", "pace"])
        report = make.make_document(db, issuers=["pace", "parliamentarians", "observers"])
        rows = db.execute(
            sa.select(col(DocumentIssuer.ordinal))
            .where(col(DocumentIssuer.document_id) == report.id)
            .order_by(col(DocumentIssuer.ordinal))
        )
        assert list(rows.scalars()) == [0, 1, 2]


class TestItems:
    """`save_item`."""

    def item(self, db: Session, **given: Any) -> object:
        """Save an item without making what it names."""

        values = {
            "document": REPORT,
            "number": "1",
            "kind": "recommendation",
            "summary": "Do it.",
            "places": [place()],
        } | given
        return save_item(db, ItemInput.model_validate(values))

    def test_unknown_document(self, db: Session) -> None:
        refused(lambda: self.item(db), "document", f"no document “{REPORT}”")

    def test_document_without_election(self, db: Session) -> None:
        make.make_country(db, "AA")
        make.make_document(db, "law", None, country="AA", kind="law")
        refused(lambda: self.item(db, document="law"), "document", "belongs to no election")

    def test_document_without_date(self, db: Session) -> None:
        make.make_document(db, published_on=None, held=False)
        refused(lambda: self.item(db), "document", "has no date")

    @pytest.mark.parametrize(
        ("given", "field", "message"),
        [
            ({"topics": ["nothing"]}, "topics.0", "no topic “nothing”"),
            ({"addressees": ["nobody"]}, "addressees.0", "no organisation “nobody”"),
            ({"quoted_by": "letter"}, "quoted_by", "no document “letter”"),
            ({"places": [place(), place(document="letter")]}, "places.1.document", "no document"),
            (
                {"standards": [{"standard": "charter/1", "purpose": "basis"}]},
                "standards.0.standard",
                "no standard “charter/1”",
            ),
            ({"parent": "2"}, "parent", "2 is no lead-in"),
        ],
    )
    def test_unknown_names(
        self, db: Session, given: dict[str, Any], field: str, message: str
    ) -> None:
        make.make_document(db)
        refused(lambda: self.item(db, **given), field, message)

    @pytest.mark.parametrize(
        "given", [{"topics": ["voting", "voting"]}, {"addressees": ["commission", "commission"]}]
    )
    def test_nothing_is_given_twice(self, db: Session, given: dict[str, Any]) -> None:
        with pytest.raises(pydantic.ValidationError, match="” is given twice"):
            self.item(db, **given)

    def test_a_parent_must_be_a_lead_in(self, db: Session) -> None:
        make.make_item(db, "AA-2010-PARL-2")
        refused(lambda: self.item(db, number="2A", parent="2"), "parent", "2 is no lead-in")

    def test_a_citation_of_nobody(self, db: Session) -> None:
        make.make_document(db)
        make.make_standard(db, "charter/1")
        given = [{"standard": "charter/1", "purpose": "basis", "cited_by": "nobody"}]
        refused(
            lambda: self.item(db, standards=given),
            "standards.0.cited_by",
            "no organisation “nobody”",
        )

    def test_reference_sort_key_and_order(self, db: Session) -> None:
        for number in ("10", "2", "C1"):
            make.make_item(db, f"AA-2010-PARL-{number}")
        rows = db.execute(
            sa.select(Recommendation).order_by(col(Recommendation.sort_key))
        ).scalars()
        found = [(row.ref, row.ordinal) for row in rows]
        assert found == [
            ("AA-2010-PARL-2", 2),
            ("AA-2010-PARL-10", 1),
            ("AA-2010-PARL-C1", 3),
        ]

    def test_order_and_reference_stay_when_it_is_saved_again(self, db: Session) -> None:
        for number in ("1", "2"):
            make.make_item(db, f"AA-2010-PARL-{number}")
        again = make.make_item(db, "AA-2010-PARL-1", summary="Other words.")
        assert (again.ordinal, again.version) == (1, 2)

    def test_parts_are_replaced_and_the_first_place_is_main(self, db: Session) -> None:
        make.make_item(db, topics=["voting", "counting"], places=[place(), place(page=9)])
        make.make_standard(db, "charter/1")
        item = make.make_item(
            db,
            topics=["counting"],
            places=[place(page=8), place(page=9), place(page=10)],
            standards=[
                {"standard": "charter/1", "purpose": "basis", "cited_by": "observers"},
                {"standard": "charter/1", "purpose": "disputed", "cited_by": "observers"},
            ],
        )
        topics = db.execute(sa.select(ItemTopic).where(col(ItemTopic.item_id) == item.id))
        assert len(topics.all()) == 1
        places = db.execute(
            sa.select(col(Place.page), col(Place.main))
            .where(col(Place.item_id) == item.id)
            .order_by(col(Place.ordinal))
        ).all()
        assert [tuple(row) for row in places] == [(8, True), (9, False), (10, False)]
        assert len(db.execute(sa.select(Citation)).all()) == 2
