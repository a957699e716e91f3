"""What search finds: the same on SQLite and PostgreSQL, in the same order."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.core.db import Database
from app.core.keyset import order_by
from app.recommendations.models import Recommendation
from app.search import queries, service
from app.search.building import SearchQuery
from app.search.filters import item_matches, matches
from app.search.models import Found, SearchEntry, SearchWord
from app.search.queries import Scope
from app.search.query import parse
from app.statuses.service import refresh
from tests import factories as make
from tests.databases import Databases

QUERIES = [
    "results", "result", "publishing results by polling station", '"polling station"',
    '"station polling"', "results -women", "-results", "- results", "KZ-2016-PARL-24",
    "kz 2016 parl 24", "KZ-2016-PA", "24", "2B", "publicat", "publication", "pol", "poll", "part",
    "complaint", "complaints complain", "Copenhagen 7.6", "copenhagen-1990/7.6", "OSCE/ODIHR",
    "odihr", "ICCPR 25", "Сentral Еlection", "СЕС", "ЦИК", "комиссия", "observer's", "observers’",
    "vote-counting", "vote counting", "women*", "elect* comm*", "*", "**", "AND", "OR NOT NEAR(",
    "a:b", '"', '"" ""', "(x", "foo AND bar", "title_words : x", "NEAR(a b, 2)", "^results",
    "results + polling", "{title_words}", "\x00", "%", "_", "'", "''", "\\", "<script>",
    "Đukanović", "Łódź", "électorale", "½", "№ 5", "🗳️", "zzzz", "the", "of the", "комисс",
    "word " * 80, "é" * 500, "-" * 300, '"a" ' * 100, "1e5", "0x41", "3.14", "-5", "10/2",
    "user@host.example", "https://host.example/path?a=b", "2004-09-19",
]  # fmt: skip


def ids(db: Session, text: str) -> list[tuple[str, str]]:
    """What a query finds, in the order of a group."""
    parsed = parse(text)
    rows = db.execute(
        sa.select(col(SearchEntry.kind), col(SearchEntry.key))
        .where(matches(parsed, clock.today()))
        .order_by(*order_by(queries._columns(parsed, clock.today())))
    )
    return [(row.kind.value, row.key) for row in rows]


def found(db: Session, text: str) -> set[str]:
    """The references of the items that a query finds."""
    condition = item_matches(col(Recommendation.id), text, clock.today())
    return set(db.execute(sa.select(col(Recommendation.ref)).where(condition)).scalars())


@pytest.fixture(scope="module")
def pair(all_databases: dict[str, Databases]) -> Iterator[list[Database]]:
    """The seed data on SQLite and on PostgreSQL, with texts in other languages added alike."""
    with all_databases["sqlite"].seeded() as one, all_databases["postgresql"].seeded() as other:
        for database in (one, other):
            with database.write() as db:
                for number, text in enumerate(TEXTS):
                    make.make_item(db, f"AA-2010-PARL-{number + 1}", official_text=text)
                refresh(db)
                service.renew(db)
        yield [one, other]


TEXTS = [
    "The electoral Đukanović rule of Łódź, électorale, 2024/25, 3.14 and 1e5.",
    "Центральная избирательная комиссия должна публиковать результаты по участкам.",
    "Орталық сайлау комиссиясы нәтижелерді жариялауы тиіс.",
    "The СЕС (Central Election Commission) of the Rеpublic, written with foreign letters.",
    "انتخابات حرة ونزيهة", "自由で公正な選挙", "ελεύθερες εκλογές", "ÇINGIZ şahin İstanbul ısı",
    "O'Brien's vote-counting – “free” & <b>fair</b>; 100% of user@host.example",
    "x" * 5000, "word " * 3000,
]  # fmt: skip


@pytest.mark.parametrize("text", QUERIES, ids=lambda text: repr(text)[:40])
def test_both_databases_find_the_same_in_the_same_order(pair: list[Database], text: str) -> None:
    with pair[0].read() as one, pair[1].read() as other:
        assert ids(one, text) == ids(other, text)


@given(st.text(max_size=60))
@settings(max_examples=150)
def test_both_databases_find_the_same_for_any_text(pair: list[Database], text: str) -> None:
    with pair[0].read() as one, pair[1].read() as other:
        assert ids(one, text) == ids(other, text)


@given(st.lists(st.sampled_from([*" ".join(TEXTS[:9]).split(), "-", '"', "*"]), max_size=6))
@settings(max_examples=150)
def test_both_databases_find_the_same_for_words_of_the_texts(
    pair: list[Database], words: list[str]
) -> None:
    text = " ".join(words).replace("- ", "-")
    with pair[0].read() as one, pair[1].read() as other:
        assert ids(one, text) == ids(other, text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("dukanovic lodz", 1), ("electorale", 1), ("2025", None), ("25", 1), ("3.14", 1),
        ("результат участка", 2), ("публикация", None), ("комиссиями", 2),
        ("нәтижелерді", 3), ("cec", 4), ("CEC republic", 4), ("انتخابات", 5),
        ("εκλογές", 7), ("istanbul", 8), ("obrien", None), ("o'brien", 9), ("vote count", 9),
        ('"vote fair"', None), ('"free fair"', None), ("free fair -counting", None),
    ],
)  # fmt: skip
def test_texts_in_many_languages(pair: list[Database], text: str, number: int | None) -> None:
    expected = set() if number is None else {f"AA-2010-PARL-{number}"}
    for database in pair:
        with database.read() as db:
            assert {ref for ref in found(db, text) if ref.startswith("AA")} == expected


class TestWhatIsFound:
    """On texts of our own, on each database."""

    @pytest.fixture
    def texts(self, db: Session) -> Session:
        """Three items, a thread, and their entries."""
        make.make_item(
            db, "AA-2010-PARL-1", summary="Results should be published.", heading="Count"
        )
        make.make_item(db, "AA-2010-PARL-2", summary="Women in parliament.", official_text="Parties"
                       " should nominate women; results by sex.")  # fmt: skip
        make.make_item(db, "AA-2014-PARL-1", summary="Publish the results of each station.")
        make.make_thread(db, ["AA-2010-PARL-1", "AA-2014-PARL-1"], slug="publication-of-results")
        refresh(db)
        service.renew(db)
        return db

    @pytest.mark.parametrize(
        ("text", "refs"),
        [
            ("results", "AA-2010-PARL-1 AA-2010-PARL-2 AA-2014-PARL-1"),
            ("result publication", "AA-2010-PARL-1 AA-2014-PARL-1"),
            ('"published results"', ""),
            ('"publish the results"', "AA-2014-PARL-1"),
            ("results -women", "AA-2010-PARL-1 AA-2014-PARL-1"),
            ("-women", "AA-2010-PARL-1 AA-2014-PARL-1"),
            ("count", "AA-2010-PARL-1"),
            ("nominat", "AA-2010-PARL-2"),
            ("nominat results", ""),
            ("results nominat", "AA-2010-PARL-2"),
            ("nom* results", "AA-2010-PARL-2"),
            ("AA-2010-PARL-2", "AA-2010-PARL-2"),
            ("aa-2010", "AA-2010-PARL-1 AA-2010-PARL-2"),
            ("zebra", ""),
            (" - ", ""),
        ],
    )
    def test_items(self, texts: Session, text: str, refs: str) -> None:
        assert found(texts, text) == set(refs.split())

    def test_a_whole_last_word_is_not_taken_for_a_beginning(self, texts: Session) -> None:
        make.make_item(texts, "AA-2014-PARL-2", summary="A part of it.")
        service.renew(texts)
        assert found(texts, "part") == {"AA-2014-PARL-2"}
        assert found(texts, "part*") == {"AA-2014-PARL-2", "AA-2010-PARL-2"}

    def test_a_gap_keeps_phrases_in_one_text(self, texts: Session) -> None:
        assert found(texts, '"published count"') == set()

    def test_titles_come_before_texts_and_new_before_old(self, texts: Session) -> None:
        scope = Scope(clock.today())
        best = queries.list_best(texts, "results", scope, list(Found), 5)
        assert [hit.key for hit in best[Found.ITEM]] == [
            "AA-2014-PARL-1", "AA-2010-PARL-1", "AA-2010-PARL-2"
        ]  # fmt: skip

    def test_a_page_of_a_group_follows_the_other(self, texts: Session) -> None:
        scope = Scope(clock.today())
        keys: list[str] = []
        after = None
        while True:
            query = SearchQuery(limit=1, after=after)
            group = queries.list_group(texts, "results", scope, Found.ITEM, query)
            assert group.total == 3
            keys += [hit.key for hit in group.hits]
            after = group.next
            if after is None:
                break
        assert keys == ["AA-2014-PARL-1", "AA-2010-PARL-1", "AA-2010-PARL-2"]

    def test_a_changed_text_is_found_by_its_new_words_only(self, texts: Session) -> None:
        texts.execute(
            sa.update(Recommendation)
            .where(col(Recommendation.ref) == "AA-2010-PARL-1")
            .values(summary="Ballots should be numbered.")
        )
        assert service.wrong_entries(texts) == 1
        assert service.renew(texts) == 1
        assert service.wrong_entries(texts) == 0
        assert found(texts, "numbered ballots") == {"AA-2010-PARL-1"}
        assert "AA-2010-PARL-1" not in found(texts, "published")

    def test_what_is_gone_is_found_no_more(self, texts: Session) -> None:
        texts.execute(sa.text("DELETE FROM thread_statuses"))
        texts.execute(sa.text("DELETE FROM thread_members"))
        texts.execute(sa.text("DELETE FROM threads"))
        assert service.renew(texts) == 1
        assert Found.THREAD not in queries.count_kinds(texts, "results", Scope(clock.today()))

    def test_words_that_exist_are_counted(self, texts: Session) -> None:
        rows = texts.execute(sa.select(col(SearchWord.word), col(SearchWord.uses)))
        uses = {row.word: row.uses for row in rows}
        assert uses["results"] >= 3
        assert uses["nominate"] == 1
        assert "by" not in uses

    @pytest.mark.parametrize(
        ("text", "suggestion"),
        [
            ("resutls", "results"),
            ("womenn", "women"),
            ("pubilshed reslts", "published results"),
            ("results", None),
            ("qqqqqq", None),
            ("-resutls", None),
            ("", None),
        ],
    )
    def test_did_you_mean_words_that_exist(
        self, texts: Session, text: str, suggestion: str | None
    ) -> None:
        understood = queries.understand(texts, text, Scope(clock.today()))
        assert understood.suggestion == suggestion
        if suggestion:
            assert queries.count_kinds(texts, suggestion, Scope(clock.today()))

    def test_words_that_stand_nowhere_are_left_out_and_told(self, texts: Session) -> None:
        understood = queries.understand(texts, "women xylophone results", Scope(clock.today()))
        assert (understood.text, understood.unknown) == ("women results", ["xylophone"])
        assert found(texts, understood.text) == {"AA-2010-PARL-2"}

    def test_words_that_all_exist_but_not_together_stay(self, texts: Session) -> None:
        understood = queries.understand(texts, "women station", Scope(clock.today()))
        assert (understood.text, understood.unknown) == ("women station", [])

    def test_nothing_is_found_before_its_day(self, texts: Session) -> None:
        before = Scope(clock.today().replace(year=2011))
        hits = queries.list_best(texts, "results", before, [Found.ITEM], 9)[Found.ITEM]
        assert [hit.key for hit in hits] == ["AA-2010-PARL-1", "AA-2010-PARL-2"]

    def test_only_a_country_asked_for_is_searched(self, texts: Session) -> None:
        make.make_item(texts, "BB-2010-PARL-1", summary="Results.")
        service.renew(texts)
        scope = Scope(clock.today(), ("BB",))
        assert queries.count_kinds(texts, "results", scope)[Found.ITEM] == 1


def test_damage_of_the_index_is_noticed_and_mended(database: Database) -> None:
    """PostgreSQL keeps its index itself."""
    with database.write() as db:
        make.make_item(db, "AA-2010-PARL-1", summary="Results.")
        refresh(db)
        service.renew(db)
    if database.engine.dialect.name == "postgresql":
        with database.write() as db:
            assert service.index_is_whole(db)
        return
    with database.write() as db:
        db.execute(sa.text("INSERT INTO search_fts (search_fts) VALUES ('delete-all')"))
        assert not service.index_is_whole(db)
        assert found(db, "results") == set()
        service.renew(db)
        assert service.index_is_whole(db)
        assert found(db, "results") == {"AA-2010-PARL-1"}
