"""Encodings told apart by how their words would read."""

from pathlib import Path

import pytest

from app.reading.tables.damage import damages
from app.reading.tables.encodings import detect, encoding_called
from app.reading.tables.letters import score

ENGLISH = "“We don’t agree” – the voters’ lists cost €100 at the café of Mr. Müller, vis-à-vis him."
FRENCH = (
    "L’élection a été organisée où les électeurs n’ont pas été gênés; ça, c’est très clair: 5 €."
)
GERMAN = "Die Wähler müssen für größere Räume stimmen; „schön“ heißt es – Öffnung, Ärger, Übung."
SPANISH = "La Comisión señaló la corrupción; el niño de Ávila volvió después, según María Ibáñez."
RUSSIAN = "Комиссия приняла решение: «список» № 5 – утвердить. ЦИК и суд."

TABLE = "Номер,Текст,Страница: Обучать членов комиссий; своевременная сверка списков. Явка."

WRITTEN = [
    (text, encoding)
    for text, encodings in (
        (ENGLISH, ("utf-8", "cp1252", "mac_roman")),
        (FRENCH, ("utf-8", "cp1252", "mac_roman")),
        (GERMAN, ("utf-8", "cp1252", "mac_roman")),
        (SPANISH, ("utf-8", "cp1252", "mac_roman")),
        (RUSSIAN, ("utf-8", "cp1251", "mac_cyrillic")),
        (TABLE, ("utf-8", "cp1251", "mac_cyrillic")),
    )
    for encoding in encodings
]


def write(folder: Path, content: bytes) -> Path:
    path = folder / "table.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(("text", "encoding"), WRITTEN)
def test_each_encoding_is_told_and_reads_as_it_was_written(
    text: str, encoding: str, tmp_path: Path
) -> None:
    content = f"Text,Session\r\n{text},5\r\n".encode(encoding)
    found = detect(write(tmp_path, content))
    assert found.best.encoding == encoding
    assert found.best.confidence > 0.85
    assert content.decode(found.best.encoding) == f"Text,Session\r\n{text},5\r\n"
    assert found.broken == 0


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_mark_decides(encoding: str, tmp_path: Path) -> None:
    found = detect(write(tmp_path, RUSSIAN.encode(encoding)))
    assert found.best.encoding == {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}[encoding]
    assert found.best.confidence == 1
    assert found.mark == {"utf-8-sig": 3, "utf-16": 2}[encoding]


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_a_mark_is_told_by_its_zero_bytes(
    text: str, encoding: str, tmp_path: Path
) -> None:
    assert detect(write(tmp_path, text.encode(encoding))).best.encoding == encoding


def test_two_words_in_a_long_english_file_decide(tmp_path: Path) -> None:
    plain = b"An ordinary sentence about lists of voters. " * 5000
    content = plain + "vis-à-vis, Côte ".encode("mac_roman") + plain
    found = detect(write(tmp_path, content))
    assert found.best.encoding == "mac_roman"
    assert found.best.samples == ["vis-à-vis", "Côte"]


def test_few_words_are_a_weaker_proof_than_many(tmp_path: Path) -> None:
    few = detect(write(tmp_path, "un café".encode("mac_roman")))
    many = detect(write(tmp_path, FRENCH.encode("mac_roman")))
    assert few.best.encoding == many.best.encoding == "mac_roman"
    assert few.best.confidence < many.best.confidence


def test_what_else_it_might_be_comes_with_words_to_compare(tmp_path: Path) -> None:
    found = detect(write(tmp_path, "Guaraní, vis-à-vis".encode("mac_roman")))
    others = {guess.encoding: guess.samples for guess in found.others}
    assert others["cp1252"] == ["Guaran’", "vis-ˆ-vis"]
    assert all(guess.confidence < found.best.confidence for guess in found.others)


def test_encodings_that_read_alike_are_no_alternatives(tmp_path: Path) -> None:
    found = detect(write(tmp_path, "the “roll” – closed".encode("cp1252")))
    assert found.best.encoding == "cp1252"
    assert "cp1251" not in [guess.encoding for guess in found.others]


def test_plain_ascii_is_utf_8_for_certain(tmp_path: Path) -> None:
    found = detect(write(tmp_path, b"Text,Session\nSomething,5\n"))
    assert (found.best.encoding, found.best.confidence, found.others) == ("utf-8", 1, [])


def test_utf_8_with_a_few_broken_bytes_stays_utf_8(tmp_path: Path) -> None:
    content = (RUSSIAN * 5).encode() + b" \xff broken " + FRENCH.encode()
    found = detect(write(tmp_path, content))
    assert found.best.encoding == "utf-8"
    assert found.broken == 1


def test_a_sign_for_a_lost_character_is_utf_8_as_any_other(tmp_path: Path) -> None:
    found = detect(write(tmp_path, "lost \ufffd, café, \ufffd".encode()))
    assert (found.best.encoding, found.broken, found.others) == ("utf-8", 0, [])


@pytest.mark.parametrize("other", ["cp1252", "mac_roman"])
def test_bytes_of_two_encodings_are_told(other: str, tmp_path: Path) -> None:
    content = "le café fermé, ".encode() + SPANISH.encode(other)
    found = detect(write(tmp_path, content))
    assert (found.best.encoding, found.mixed) == (other, 2)


def test_words_of_utf_8_do_not_decide_what_the_others_are(tmp_path: Path) -> None:
    found = detect(write(tmp_path, "one é, ".encode() + b"two \xe9,"))
    assert (found.best.encoding, found.mixed, found.broken) == ("cp1252", 1, 0)


@pytest.mark.parametrize(("text", "encoding"), WRITTEN)
def test_one_encoding_is_not_taken_for_two(text: str, encoding: str, tmp_path: Path) -> None:
    assert detect(write(tmp_path, text.encode(encoding))).mixed == 0


def test_line_ends_of_the_mac_settle_a_tie(tmp_path: Path) -> None:
    tie = b"a " + b"\xe0" + b" b"
    assert detect(write(tmp_path, tie + b"\r\n" + tie)).best.encoding != "mac_roman"
    dash = "open – closed".encode("mac_roman")
    assert detect(write(tmp_path, dash + b"\r" + dash + b"\r")).best.encoding == "mac_roman"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("don’t", "donít"),
        ("(Justiça)", "(JustiЌa)"),
        ("Habré ", "HabrŽ "),
        ("Côte ", "C™te "),
        ("n° 17", "n¡ 17"),
        ("“word”", "ìwordî"),
        (" – ", " ñ "),
        ("€100", "Ä100"),
        ("Привет", "Ïðèâåò"),
    ],
)
def test_a_word_read_rightly_scores_more_than_read_wrongly(right: str, wrong: str) -> None:
    assert score(right)[0] > score(wrong)[0]


DAMAGED = [
    ("the cafÃ© of voters", "UTF-8 that was read"),
    ("the votersâ€™ list", "UTF-8 that was read"),
    ("le caf√© fermé", "UTF-8 that was read"),
    ("РљРѕРјРёСЃСЃРёСЏ", "UTF-8 that was read"),
    ("РџСЂРёРІРµС‚", "UTF-8 that was read"),
    ("&#40;Nobody&#41;", "a code of HTML"),
    ("law &amp; order", "a code of HTML"),
    ("the voter&rsquo;s card", "a code of HTML"),
    ("one_x000D_two", "a code of a spreadsheet"),
    ("l\ufffdlection", "a character that was lost"),
    ("the voter?s card", "a question mark within a word"),
    ("Комис?ия", "a question mark within a word"),
    ("a\x0bb", "a control character"),
]


@pytest.mark.parametrize(("text", "what"), DAMAGED)
def test_damage_is_told_with_its_place(text: str, what: str) -> None:
    (warning,) = damages("Text", text)
    assert warning.code == "damaged"
    assert what in warning.message
    assert "Column “Text”" in warning.message


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        FRENCH,
        GERMAN,
        SPANISH,
        RUSSIAN,
        "Is it open? Yes; see https://example.org/list?page=2 & www.example.org/a?b=c.",
        "«это Я»; Jürgen Ä; «É»",
        "A&B; R&D; section 5 & 6; AT&T;",
        "Ärger – Öl, “Ü” à “É”",
        "£1–£5 — and more…",
        "line one\r\nline two\tthree",
    ],
)
def test_sound_text_is_not_taken_for_damaged(text: str) -> None:
    assert damages("Text", text) == []


@pytest.mark.parametrize("end", ["\n", "\r"])
@pytest.mark.parametrize("encoding", ["cp1251", "mac_cyrillic"])
def test_ends_of_lines_do_not_settle_which_cyrillic_it_is(
    encoding: str, end: str, tmp_path: Path
) -> None:
    text = end.join(("Nr;Текст", "1;“Залог” – вернуть.", "2;Опубликовать итоги."))
    assert detect(write(tmp_path, text.encode(encoding))).best.encoding == encoding


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("cp1251", "cp1251"),
        ("Windows-1251", "cp1251"),
        ("UTF8", "utf-8"),
        ("MacCyrillic", "mac_cyrillic"),
        ("mac-roman", "mac_roman"),
        ("cp437", None),
        ("", None),
    ],
)
def test_an_encoding_is_known_by_its_usual_names(name: str, code: str | None) -> None:
    assert encoding_called(name) == code
