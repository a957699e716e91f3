"""The words readers see for what the desk's imports are about; see `labels`."""

from app.vocabulary.wording import Word, marked
from app.vocabulary.wording import make_word as _word

DESK: dict[str, dict[str, Word]] = {
    "import_kind": {
        "report": _word(marked("report"), marked("A report or statement of observers.")),
        "comments": _word(
            marked("comments"), marked("An authority quotes observers and answers each point.")
        ),
        "table": _word(marked("table"), marked("Rows of a spreadsheet or of an export.")),
    },
    "import_state": {
        "waiting": _word(marked("waiting"), marked("The file is here and not read yet.")),
        "reading": _word(marked("being read"), marked("The file is being read.")),
        "read": _word(
            marked("to be checked"), marked("The file is read; its drafts wait for a decision.")
        ),
        "failed": _word(marked("not readable"), marked("The file could not be read.")),
        "published": _word(marked("done"), marked("No draft waits any more.")),
        "discarded": _word(marked("discarded"), marked("Somebody decided not to use it.")),
    },
    "decision": {
        "open": _word(marked("undecided"), marked("Nobody has decided about the draft.")),
        "accepted": _word(marked("accepted"), marked("It goes out when the import is published.")),
        "rejected": _word(marked("rejected"), marked("It stays out; the decision is remembered.")),
        "published": _word(marked("published"), marked("It is in the tracker.")),
    },
    "match_basis": {
        "digest": _word(marked("same words"), marked("The words of both are the same.")),
        "number": _word(marked("same number"), marked("Both bear one number in one document.")),
        "text": _word(marked("similar words"), marked("The words of both are much alike.")),
        "key": _word(marked("same key"), marked("Both bear one key.")),
        "editor": _word(marked("by hand"), marked("An editor said that they are one.")),
    },
}
