"""What an editor says about a file that is to be imported."""

from typing import Annotated

from pydantic import StringConstraints

from app.core.inputs import ElectionCode, Input, Page, PartialDate, Slug, Slugs, Text, WebAddress
from app.documents.inputs import PassageInput


class ImportOptions(Input):
    """What the file itself does not say, or says so that it cannot be relied on.

    `replace_text`: another text that the document holds already is replaced. `patterns` is the text
    of a file of patterns for comments. The rest is about tables, as
    `app.reading.tables.model.TableOptions` explains.
    """

    election: ElectionCode | None = None
    responder: Slug | None = None
    document: Slug | None = None
    issuers: Slugs = []
    published_on: PartialDate | None = None
    title: Text | None = None
    url: WebAddress | None = None
    replace_text: bool = False
    patterns: Text | None = None
    map: Text | None = None
    map_text: Text | None = None
    columns: dict[str, str] | None = None
    choices: dict[str, dict[str, str]] | None = None
    encoding: Text | None = None
    delimiter: Annotated[str, StringConstraints(strip_whitespace=False)] | None = None
    sheet: Text | None = None
    header_row: Page | None = None
    strict: bool = False


class ReiterationInput(PassageInput):
    """That a document says that earlier recommendations still stand, and where it says so."""

    document: Slug
