"""States that made a recommendation are named with it, on its page and in the API."""

from app.core.db import Database
from app.statuses.service import refresh
from tests.factories import make_item, make_organisation
from tests.html_client import HtmlClient
from tests.web.conftest import serve

REF = "AA-2010-PARL-1"


def test_item_names_and_leads_to_who_recommended_it(database: Database) -> None:
    with database.write() as db:
        make_organisation(db, "state-bb", name="Bland", short_name="Bland", kind="state")
        make_item(db, REF, proposers=["state-bb", "state-cc"])
        make_item(db, "AA-2010-PARL-2")
        refresh(db)
    with serve(database) as client:
        html = HtmlClient(client)
        page = html.get(f"/recommendations/{REF}")
        assert page.link("Bland") == "/organisations/state-bb"
        assert "Recommended by" in page.text
        assert "Recommended by" not in html.get("/recommendations/AA-2010-PARL-2").text
        found = client.get(f"/api/v1/recommendations/{REF}").json()
        assert found["proposers"] == ["state-bb", "state-cc"]
