"""The words readers see for what the desk and its history are about; see `labels`."""

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
    "role": {
        "editor": _word(marked("editor"), marked("Records, and sends what is new to review.")),
        "reviewer": _word(marked("reviewer"), marked("Also publishes what others recorded.")),
        "administrator": _word(marked("administrator"), marked("Also decides who may work here.")),
    },
    "channel": {
        "seed": _word(marked("sample data"), marked("The seed data were loaded.")),
        "import": _word(marked("import"), marked("Drafts read from a file were published.")),
        "desk": _word(marked("desk"), marked("Somebody signed in published it.")),
        "api": _word(marked("program"), marked("A program with a token sent it.")),
        "command": _word(marked("command"), marked("The operator gave a command.")),
    },
    "action": {
        "created": _word(marked("recorded"), marked("The record was made.")),
        "changed": _word(marked("changed"), marked("Fields of the record changed.")),
        "archived": _word(
            marked("archived"), marked("The record is shown no more; its history stays.")
        ),
        "restored": _word(marked("restored"), marked("An archived record is shown again.")),
    },
    "proposed": {
        "save": _word(marked("record"), marked("Make the record, or change it.")),
        "archive": _word(marked("archive"), marked("Show the record no more.")),
        "restore": _word(marked("restore"), marked("Show an archived record again.")),
    },
    "proposal_state": {
        "draft": _word(marked("draft"), marked("Its author still writes it.")),
        "in_review": _word(marked("in review"), marked("It waits for a reviewer.")),
        "published": _word(marked("published"), marked("The public sees it.")),
        "withdrawn": _word(marked("withdrawn"), marked("It was given up.")),
    },
    "capacity": {
        "authority": _word(
            marked("an authority"), marked("A body that is addressed or answers here.")
        ),
        "observer": _word(
            marked("observers"), marked("An organisation whose documents are read here.")
        ),
        "concerned": _word(
            marked("a person concerned"), marked("Somebody whom the page is about or names.")
        ),
        "other": _word(marked("another reader"), marked("None of these.")),
    },
    "outcome": {
        "corrected": _word(marked("corrected"), marked("The tracker was changed.")),
        "not_corrected": _word(
            marked("not corrected"), marked("The tracker stays as it is; the answer says why.")
        ),
        "passed_on": _word(
            marked("passed on"), marked("It is for somebody else, whom the answer names.")
        ),
        "spam": _word(marked("spam"), marked("No request at all; it is shown nowhere.")),
    },
}
