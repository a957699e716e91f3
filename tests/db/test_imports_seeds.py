"""Text that is attached to the seed data is no editor's change, and the next load keeps it."""

import sqlalchemy as sa
from sqlmodel import col

from app.core.db import Database
from app.core.records import find
from app.core.textfold import digest
from app.imports import service
from app.imports.publication.publishing import publish
from app.recommendations.models import Recommendation
from app.seeding import loader
from app.seeding.models import SeedRecord
from app.seeding.queries import item_origin
from app.vocabulary.lists import Decision
from tests.databases import SEEDS
from tests.db.readings import BALLOTS, drafts_of, make_import, report

REF = "KZ-2016-PARL-1"


def test_it_stays_and_the_row_counts_as_loaded(seeded: Database) -> None:
    with seeded.write() as db:
        found = find(db, Recommendation, ref=REF)
        assert found is not None
        found.text_digest = digest(BALLOTS)
        db.flush()
        row = make_import(
            db,
            report(("1", BALLOTS)),
            election="KZ-2016-PARL",
            document="kz-2016-final-report",
            published_on="2016",
        )
        service.decide(db, row.id, [drafts_of(db, row)["1"].id], Decision.ACCEPTED)
        publish(db, row.id)
        record = db.execute(
            sa.select(SeedRecord).where(
                col(SeedRecord.entry) == "item", col(SeedRecord.row_id) == found.id
            )
        ).scalar_one()
        db.refresh(found)
        assert (found.version, record.row_version) == (2, 2)
        assert not item_origin(db, found.id).changed
        # The entry in its file changes: all is brought up to date, and the text stays.
        record.digest = "before"
        found.summary = "Old words."
    with seeded.write() as db:
        outcome = loader.load(db, SEEDS)
        assert (outcome.changed.total(), outcome.kept) == (1, [])
        again = find(db, Recommendation, ref=REF)
        assert again is not None
        assert again.official_text == BALLOTS
        assert again.summary != "Old words."
