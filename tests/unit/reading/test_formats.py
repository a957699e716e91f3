"""Every format gives the same reports as lines, with all that the format knows of them."""

import re

import pytest

from app.reading.formats.opening import open_source
from app.reading.model import Line, LineRole, Source
from app.vocabulary.lists import PageBasis
from tests.made_files.making import FORMATS, make_all
from tests.made_files.model import Made, Paragraph, notes_of
from tests.made_files.samples import SAMPLES, VELDANIA

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Made]:
    """Every file of every sample, by the sample's name and the format."""
    files = make_all(tmp_path_factory.mktemp("made"))
    return {(file.sample.name, file.format): file for file in files}


@pytest.fixture(scope="module")
def sources(made: dict[tuple[str, str], Made]) -> dict[tuple[str, str], Source]:
    """What each file gives."""
    return {key: open_source(file.path, file.path.name) for key, file in made.items()}


EACH = pytest.mark.parametrize(
    "key", [(sample.name, form) for sample in SAMPLES for form in FORMATS], ids=" ".join
)


def folded(text: str) -> str:
    """Return the letters of a text alone: without spaces, breaks, marks and signs."""
    return re.sub(r"[^A-Za-z]", "", text)


def letters(lines: list[Line], *roles: LineRole) -> str:
    """Return the letters of lines that have one of these roles."""
    return folded("".join(line.text for line in lines if line.role in roles))


def all_lines(source: Source) -> list[Line]:
    """The lines of all pages."""
    return [line for page in source.pages for line in page.lines]


@EACH
def test_every_item_stands_on_its_page(
    key: tuple[str, str], made: dict[tuple[str, str], Made], sources: dict[tuple[str, str], Source]
) -> None:
    file, source = made[key], sources[key]
    assert source.reader == file.format
    assert source.warnings == []
    assert source.paged is bool(file.pages) or file.format == "text"
    for item in file.sample.items:
        page = source.pages[file.pages.get(item.number, 1) - 1]
        lines = [line for line in page.lines if line.role == LineRole.BODY]
        start = folded(item.words)[:20]
        printed = [f"{line.label or ''} {line.text}".strip() for line in lines]
        begun = [text for text in printed if text.startswith(item.label)]
        assert any(folded(text.removeprefix(item.label)).startswith(start) for text in begun), (
            item.number
        )


@EACH
def test_no_word_is_lost_and_none_is_added(
    key: tuple[str, str], made: dict[tuple[str, str], Made], sources: dict[tuple[str, str], Source]
) -> None:
    file, source = made[key], sources[key]
    whole = letters(all_lines(source), *LineRole)
    for block in file.sample.blocks:
        if isinstance(block, Paragraph) and file.format in ("docx", "html", "markdown"):
            assert folded(re.sub(r"\^\[[^]]*\]", "", block.text)) in whole
    for text in (item.text for item in file.sample.items):
        for note in notes_of(text):
            assert folded(note) in whole
    assert "thatnobodykeeps" not in whole
    assert "documenttitle" not in whole


@EACH
def test_footnotes_are_marked_with_raised_digits(
    key: tuple[str, str], made: dict[tuple[str, str], Made], sources: dict[tuple[str, str], Source]
) -> None:
    file, source = made[key], sources[key]
    if file.format == "text":
        return
    count = sum(len(notes_of(block.text)) for block in file.sample.blocks if hasattr(block, "text"))
    body = "\n".join(line.text for line in all_lines(source) if line.role == LineRole.BODY)
    digits = str.maketrans(SUPERSCRIPTS, "0123456789")
    marks = [int(mark.translate(digits)) for mark in re.findall(f"[{SUPERSCRIPTS}]+", body)]
    notes = [line for line in all_lines(source) if line.role == LineRole.FOOTNOTE]
    if file.format == "pdf":
        assert sorted(marks) == sorted([*range(1, count + 1)] * 2)
    else:
        assert marks == [*range(1, count + 1)]
        assert [line.mark for line in notes] == [str(mark) for mark in marks]


@EACH
def test_headings_are_told_where_the_format_has_them(
    key: tuple[str, str], made: dict[tuple[str, str], Made], sources: dict[tuple[str, str], Source]
) -> None:
    file, source = made[key], sources[key]
    wanted = [(heading.level, heading.text) for heading in file.sample.headings]
    if file.format in ("docx", "html", "markdown"):
        found = [(line.level, line.text) for line in all_lines(source) if line.level]
        found = [each for each in found if each[1] != file.sample.title]
        assert len(found) == len(wanted)
        for (level, text), (wanted_level, wanted_text) in zip(found, wanted, strict=True):
            assert level == wanted_level
            assert text.endswith(wanted_text)
    elif file.format == "pdf":
        bold = [line.text for line in all_lines(source) if line.bold]
        for _, text in wanted:
            assert any(line.endswith(text) for line in bold), text


def test_the_same_words_stand_in_every_format(
    sources: dict[tuple[str, str], Source], made: dict[tuple[str, str], Made]
) -> None:
    for sample in SAMPLES:
        for item in sample.items:
            for form in ("pdf", "docx", "html", "markdown"):
                source = sources[sample.name, form]
                body = letters(all_lines(source), LineRole.BODY)
                text = folded(item.words)
                # An item may go on behind the foot of one page and the head of the next.
                assert text[:30] in body
                assert text[-15:] in body


def test_pages_of_each_format(
    sources: dict[tuple[str, str], Source], made: dict[tuple[str, str], Made]
) -> None:
    name = VELDANIA.name
    assert {page.basis for page in sources[name, "pdf"].pages} == {PageBasis.COUNTED}
    assert {page.basis for page in sources[name, "docx"].pages} == {PageBasis.COUNTED}
    assert [page.basis for page in sources[name, "html"].pages] == [PageBasis.INFERRED]
    labels = [page.label for page in sources[name, "docx"].pages]
    assert labels == [None, *[str(number) for number in range(2, len(labels) + 1)]]
    assert sources[name, "pdf"].title == VELDANIA.title
    assert sources[name, "html"].title == VELDANIA.title
    assert sources[name, "docx"].title == VELDANIA.title
    assert sources[name, "docx"].language == "en"


def test_samples_have_what_makes_reading_hard(made: dict[tuple[str, str], Made]) -> None:
    """Else the tests that read them would prove little."""
    for form in ("pdf", "docx"):
        pages = made[VELDANIA.name, form].pages
        assert len(set(pages.values())) > 1
    sources = open_source(made[VELDANIA.name, "pdf"].path, "a.pdf")
    lines = [line.text for page in sources.pages for line in page.lines]
    assert any(re.search(r"[a-z]-$", line) for line in lines)
    first = next(
        page for page in sources.pages if any("of candidates" in x.text for x in page.lines)
    )
    starts = [page.lines[1].text for page in sources.pages[2:]]
    assert any(start[0].islower() for start in starts), (first.number, starts)
