"""CSV and TSV: encoding, line ends, delimiter and quotes found out, rows given one by one."""

import csv
import io
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path

from app.errors import UnreadableError
from app.reading.model import Warn
from app.reading.tables.encodings import ENCODINGS, UTF8, Detected, detect, ends_open
from app.reading.tables.headers import Header, find_header
from app.reading.tables.model import EncodingGuess, FileFacts, Row, Sheet, TableOptions

DELIMITERS = (",", ";", "\t", "|")
PROBED = 200
"""Lines that are looked at to find the delimiter and the header."""
CELL = 1 << 20
"""Characters of one cell: more is a quotation mark that is never closed."""
BLOCK = 1 << 18
END = "\x1a end of the file \x1a"
"""What stands behind the last line while rows are read."""
UNCLOSED = "a quotation mark opens a cell and none closes it: what follows is in that cell."


def open_delimited(path: Path, name: str, options: TableOptions) -> Sheet:
    """Return the facts and the rows of a file of delimited text.

    Raises `UnreadableError` when the file is empty, when `options` name an encoding that cannot be
    read, or, while rows are read, when a cell is longer than `CELL`.
    """
    found = _detected(path, name, options)
    encoding = found.best.encoding
    ends, odd_quotes, quoted = _line_ends(path, encoding)
    with closing(_lines(path, found)) as lines:
        probe = list(islice(lines, PROBED))
    if not any(line.strip() for line in probe):
        raise UnreadableError(f"{name}: the file is empty. Choose the file again.", "empty")
    delimiter = _told(probe) or options.delimiter or _delimiter(probe, name)
    header = find_header(_records(iter(probe), delimiter, name), options.header_row, name)
    facts = FileFacts(
        format="csv",
        columns=header.columns,
        header_row=header.last,
        rows=max(0, sum(ends.values()) + ends_open(path) - header.last),
        encoding=found.best,
        others=found.others,
        line_ends=ends,
        delimiter=delimiter,
        quoted=quoted,
        warnings=[*_warnings(found, ends, odd_quotes), *header.warnings],
    )
    return Sheet(facts, _rows(path, found, delimiter, header, name))


def _detected(path: Path, name: str, options: TableOptions) -> Detected:
    found = detect(path)
    chosen = options.encoding
    if chosen is None:
        return found
    if chosen == found.best.encoding:
        return replace(found, best=replace(found.best, confidence=1.0))
    if chosen not in ENCODINGS:
        raise UnreadableError(
            f"{name}: no encoding “{chosen}”. Choose one of {', '.join(ENCODINGS)}.", "encoding"
        )
    others = [guess for guess in (found.best, *found.others) if guess.encoding != chosen]
    return Detected(EncodingGuess(chosen, 1.0), others, mixed=found.mixed)


def _lines(path: Path, found: Detected) -> Generator[str, None, None]:
    """Lines with their ends, which may be CR, LF or CRLF; what does not fit becomes U+FFFD."""
    with path.open("rb") as raw:
        raw.seek(found.mark)
        with io.TextIOWrapper(raw, found.best.encoding, errors="replace", newline="") as text:
            yield from text


def _line_ends(path: Path, encoding: str) -> tuple[dict[str, int], bool, bool]:
    """Count the line ends outside quotes by kind; whether quotes are odd, and whether any are."""
    outside: Counter[str] = Counter()
    everywhere: Counter[str] = Counter()
    quotes = 0
    for block in _blocks(path, encoding):
        parts = block.split('"')
        everywhere += _ends(block)
        outside += _ends('"'.join(parts[quotes % 2 :: 2]))
        quotes += len(parts) - 1
    odd = quotes % 2 == 1
    counted = everywhere if odd else outside
    return {name: counted[name] for name in ("CRLF", "CR", "LF") if counted[name]}, odd, quotes > 0


def _blocks(path: Path, encoding: str) -> Iterator[str]:
    """The text in blocks; none ends between CR and LF."""
    with path.open(encoding=encoding, errors="replace", newline="") as text:
        while block := text.read(BLOCK):
            yield block + text.read(1) if block.endswith("\r") else block


def _ends(text: str) -> Counter[str]:
    pairs = text.count("\r\n")
    return Counter(CRLF=pairs, CR=text.count("\r") - pairs, LF=text.count("\n") - pairs)


def _told(probe: list[str]) -> str | None:
    """The delimiter that the first line tells, as spreadsheets write it: `sep=;`."""
    first = probe[0].strip().lower()
    return first[4:] if first.startswith("sep=") and len(first) == len("sep=;") else None


def _delimiter(probe: list[str], name: str) -> str:
    """The delimiter that gives the most rows of one width, then the widest."""
    best = (0.0, 0, ",")
    for delimiter in DELIMITERS:
        widths = Counter(
            len(record) for _, record in _records(iter(probe), delimiter, name) if record
        )
        # The last record may be cut off, as the probe is.
        width, times = max(widths.items(), key=lambda found: (found[0] > 1, found[1], found[0]))
        if width > 1:
            best = max(best, (times / sum(widths.values()), width, delimiter))
    return best[2]


def _records(lines: Iterator[str], delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Records with the row that a spreadsheet shows them in, blank ones too."""
    csv.field_size_limit(CELL)
    records = csv.reader(lines, delimiter=delimiter)
    number = 0
    while True:
        number += 1
        try:
            record = next(records)
        except StopIteration:
            return
        except csv.Error:
            raise UnreadableError(
                f"{name}: row {number} has a cell of more than {CELL:,} characters. Probably a"
                " quotation mark opens it and none closes it: look for it there.",
                "quotes",
            ) from None
        yield number, record


def _marked(lines: Iterator[str]) -> Iterator[str]:
    """The lines and one of our own behind them: it ends up in a cell only if that is not closed."""
    last = ""
    for last in lines:
        if last.endswith(("\r", "\n")):
            yield last
            last = ""
    yield f"{last}\n"
    yield END


def _rows(path: Path, found: Detected, delimiter: str, header: Header, name: str) -> Iterator[Row]:
    width = len(header.places)
    plain = header.places == list(range(width))
    for number, record in _records(_marked(_lines(path, found)), delimiter, name):
        if number <= header.last or not any(map(str.strip, record)) or record == [END]:
            continue
        fault = None
        if record[-1].endswith(END):
            record[-1] = record[-1].removesuffix(END)
            fault = UNCLOSED
        cells: list[str | None] = list(record[:width]) if plain else header.pick(record)
        cells += [None] * (width - len(cells))
        surplus = [cell for cell in record[header.width :] if cell.strip()]
        short = len(record) < header.width
        yield Row(number, cells, surplus=surplus, short=short, fault=fault)


def _warnings(found: Detected, ends: dict[str, int], odd_quotes: bool) -> list[Warn]:
    warnings = []
    if len(ends) > 1:
        counts = ", ".join(f"{name} {count:,}" for name, count in ends.items())
        warnings.append(Warn("line_ends", f"Lines end in different ways: {counts}."))
    if odd_quotes:
        message = "The number of quotation marks is odd: one of them may swallow rows."
        warnings.append(Warn("quotes", message))
    encoding = ENCODINGS[found.best.encoding]
    if found.broken:
        message = f"{found.broken:,} bytes do not belong to {encoding}; they are shown as �."
        warnings.append(Warn("bytes", message))
    if found.mixed:
        message = f"Bytes of two encodings stand in the file: it is read as {encoding}, and"
        other = "1 word is" if found.mixed == 1 else f"{found.mixed:,} words are"
        told = f"{other} UTF-8" if found.best.encoding != UTF8 else "some are of another"
        warnings.append(Warn("encodings", f"{message} {told}. Save it in one encoding."))
    sure = found.best.confidence
    if found.best.encoding != UTF8 and found.others and sure < 2 * found.others[0].confidence:
        other = ENCODINGS[found.others[0].encoding]
        message = f"The encoding may also be {other}: compare the sample words."
        warnings.append(Warn("encoding", message))
    return warnings
