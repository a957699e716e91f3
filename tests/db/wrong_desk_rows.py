"""Rows of accounts, history and proposals that are each wrong in one way."""

from tests.db.wrong_rows import Case, check, key, pair

DESK = [
    key("users", "email", email="editor@example.org"),
    key("users", "name", name="Editor"),
    key("sign_ins", "digest", digest="a" * 64),
    key("password_links", "digest", digest="a" * 64),
    key("api_tokens", "digest", digest="a" * 64),
    check("users", "email_is_folded", lambda _: {"email": "Fresh@example.org"}),
    check("users", "name", lambda _: {"name": ""}),
    *(
        check(table, "digest", lambda _: {"digest": "b"})
        for table in ("sign_ins", "password_links", "api_tokens")
    ),
    check("sign_in_attempts", "who", lambda _: {"who": "b"}),
    check("acts", "reason", lambda _: {"reason": ""}),
    check("changes", "number", lambda _: {"number": 0}),
    pair("changes", "entry row_id number", lambda _: {"number": 1}),
    pair("archived", "entry key", lambda _: {"key": "gone"}),
    pair("archived", "entry row_id", lambda _: {"row_id": 8}),
    check("archived", "merged_into", lambda _: {"merged_into": "fresh"}),
    check("proposals", "row_and_number", lambda _: {"row_id": 1}),
    check("proposals", "of_an_entry", lambda _: {"what": "archive"}),
    check("proposals", "named", lambda _: {"key": None, "state": "in_review"}),
    Case(
        "proposals",
        lambda _: {"key": "voting"},
        "uq_proposals_open",
        "proposals.entry, proposals.key",
    ),
    key("corrections", "stamp", stamp="1"),
    check("corrections", "sender", lambda _: {"sender": "b"}),
    check("corrections", "entry_and_key", lambda _: {"key": None}),
    check("corrections", "outcome_and_moment", lambda _: {"answered_at": None}),
    check("corrections", "answer_is_whole", lambda _: {"answer": None}),
]
