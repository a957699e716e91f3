"""The stamp of a form, the digest of a network, and what a form must hold."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.core.secrets import SecretError, load_secret
from app.corrections.inputs import clean, is_email, page_within, record_on
from app.corrections.stamps import Age, judge_stamp, make_stamp, sender_of

SECRET = b"for tests only, of thirty-two bytes"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("passed", "age"),
    [
        (timedelta(0), Age.EARLY),
        (timedelta(seconds=2.9), Age.EARLY),
        (timedelta(seconds=3), Age.GOOD),
        (timedelta(hours=24), Age.GOOD),
        (timedelta(hours=24, seconds=1), Age.OLD),
        (timedelta(days=400), Age.OLD),
    ],
)
def test_a_stamp_tells_how_long_a_form_was_open(passed: timedelta, age: Age) -> None:
    assert judge_stamp(SECRET, make_stamp(SECRET, NOW), NOW + passed) is age


def test_a_stamp_cannot_be_made_or_changed_by_others() -> None:
    stamp = make_stamp(SECRET, NOW)
    later = NOW + timedelta(minutes=1)
    head, _, rest = stamp.partition("-")
    for wrong in (
        "",
        "x",
        f"{int(head) + 1}-{rest}",
        f"{stamp}0",
        stamp[:-1],
        make_stamp(b"y", NOW),
    ):
        assert judge_stamp(SECRET, wrong, later) is Age.FORGED
    assert make_stamp(SECRET, NOW) != stamp


def test_a_network_has_one_digest_a_day() -> None:
    one = sender_of(SECRET, "192.0.2.7", DAY)
    assert len(one) == 64
    assert one == sender_of(SECRET, "192.0.2.7", DAY)
    assert one != sender_of(SECRET, "192.0.2.8", DAY)
    assert one != sender_of(SECRET, "192.0.2.7", DAY + timedelta(days=1))
    assert one != sender_of(b"another", "192.0.2.7", DAY)
    assert sender_of(SECRET, "2001:db8::1", DAY) == sender_of(SECRET, "2001:db8::2:3", DAY)
    assert sender_of(SECRET, "2001:db8::1", DAY) != sender_of(SECRET, "2001:db8:0:1::1", DAY)
    assert sender_of(SECRET, "", DAY) != sender_of(SECRET, "testclient", DAY)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("/threads?sort=topic", "/threads?sort=topic"),
        ("https://example.org/threads", "/threads"),
        ("https://example.org", "/"),
        ("https://example.com/threads", None),
        ("//example.com", None),
        ("/\\example.com", None),
        ("javascript:alert(1)", None),
        ("/two words", None),
        ("", None),
    ],
)
def test_a_page_is_one_of_this_site(text: str, page: str | None) -> None:
    assert page_within(text, "https://example.org") == page


@pytest.mark.parametrize(
    ("page", "record"),
    [
        ("/recommendations/KZ-2016-PARL-24?as_of=2016-01-01", ("item", "KZ-2016-PARL-24")),
        ("/topics/counting/results", ("topic", "counting/results")),
        ("/standards/iccpr", ("instrument", "iccpr")),
        ("/standards/iccpr/25", ("provision", "iccpr/25")),
        ("/documents/kz-2016-final-report/pages/22", ("document", "kz-2016-final-report")),
        ("/recommendations", None),
        ("/", None),
        ("/about/method", None),
    ],
)
def test_a_page_tells_its_record(page: str, record: tuple[str, str] | None) -> None:
    assert record_on(page) == record


def test_what_nobody_types_is_left_out() -> None:
    assert clean(" a\x07b\x9f\ud800\nc ") == "ab\nc"
    assert clean("\u0645\u200f\U0001f5f3") == "\u0645\u200f\U0001f5f3"


def test_an_address_has_one_at_sign_and_no_space() -> None:
    assert is_email("reader@example.org")
    for wrong in ("reader", "a@b@c", "a b@c", "a@b,c@d", "@b", "a@", "a@" + "b" * 260):
        assert not is_email(wrong)


def test_a_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    kept = tmp_path / "var" / "secret"
    load_secret.cache_clear()
    first = load_secret("", kept)
    load_secret.cache_clear()
    assert load_secret("", kept) == first
    assert len(first) >= 32
    assert kept.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["secret"]
    assert load_secret("given", kept) == b"given"


def test_a_damaged_secret_is_named(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("short")
    (tmp_path / "file").write_text("")
    with pytest.raises(SecretError, match="delete it"):
        load_secret("", tmp_path / "secret")
    with pytest.raises(SecretError, match="set SECRET"):
        load_secret("", tmp_path / "file" / "secret")
