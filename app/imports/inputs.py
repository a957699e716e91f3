"""What an editor says about a file that is to be imported."""

from typing import Any

from pydantic import Field

from app.core.inputs import ElectionCode, Input, PartialDate, Slug, Slugs, Text, WebAddress
from app.documents.inputs import PassageInput


class ImportOptions(Input):
    """What the file itself does not say, or says so that it cannot be relied on.

    `map` is the name of a built-in map of columns or a map itself, `patterns` the text of a file of
    patterns for comments. `strict`: one wrong row holds the others up.
    """

    election: ElectionCode | None = None
    responder: Slug | None = None
    document: Slug | None = None
    issuers: Slugs = []
    published_on: PartialDate | None = None
    title: Text | None = None
    url: WebAddress | None = None
    map: Text | dict[str, Any] | None = None
    patterns: Text | None = None
    strict: bool = Field(default=False)


class ReiterationInput(PassageInput):
    """That a document says that earlier recommendations still stand, and where it says so."""

    document: Slug
