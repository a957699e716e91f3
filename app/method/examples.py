"""Examples from the held documents, each with what must hold for it to be shown.

The page looks each one up and leaves out those that do not hold, on that day or in that
installation, so that no example ever says what its record does not show.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.web.i18n import marked


@dataclass(frozen=True)
class Example:
    """A record, what it is an example of, and the values by path that its text relies on.

    `path` is the address of the record, on pages and below `/api/v1` alike.
    """

    path: str
    text: str
    shows: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The reference or slug."""
        return self.path.rpartition("/")[2]

    @property
    def is_item(self) -> bool:
        """Whether the record is an item; else it is a recurring recommendation."""
        return self.path.startswith("/recommendations/")

    def holds(self, record: Any) -> bool:
        """Whether the record shows what the text says."""
        return all(value_at(record, path) == value for path, value in self.shows.items())


def value_at(record: Any, path: str) -> Any:
    """Return a value inside a record: attributes, members and places in lists, joined by dots."""
    for step in path.split("."):
        if isinstance(record, Mapping):
            record = record.get(step)
        elif isinstance(record, list):
            record = record[int(step)] if int(step) < len(record) else None
        else:
            record = getattr(record, step, None)
    return record


def _item(ref: str, text: str, **shows: Any) -> Example:
    return Example(f"/recommendations/{ref}", text, shows)


_PARTIES = "/threads/party-representation-on-commissions"
_PROSECUTORS = "/threads/prosecutors-in-election-disputes"

EXAMPLES: dict[str, Example] = {
    "kind-recommendation": _item(
        "KZ-2016-PARL-24",
        marked("is printed as a recommendation."),
        kind="recommendation",
        container=False,
    ),
    "kind-concern": _item(
        "KZ-2007-PARL-C3", marked("is a problem stated, with no recommendation."), kind="concern"
    ),
    "kind-welcomed": _item("KZ-2016-PARL-W1", marked("is praise."), kind="welcomed"),
    "lead-in": _item(
        "KZ-2011-PRES-2",
        marked("introduces 2A to 2E: it is shown, and never counted."),
        container=True,
        later=None,
    ),
    "our-number": _item(
        "KZ-2007-PARL-C3", marked("prints no number: C3 is ours."), number_as_printed=None
    ),
    "quoted": _item(
        "KZ-2011-PRES-1",
        marked("is known from the comments of the commission, which quote it."),
        quoted_by="kz-2011-cec-comments",
    ),
    "position": _item(
        "KZ-2011-PRES-6A",
        marked("is accepted in part by its status line."),
        position="accepted_in_part",
    ),
    "position-not-stated": _item(
        "KZ-2011-PRES-2B",
        marked("has a status line about implementation alone: reported implemented, no position."),
        position="not_stated",
        reported="implemented",
    ),
    "reported": _item(
        "KZ-2011-PRES-13",
        marked("is reported implemented, with work going on."),
        reported="implemented_continuing",
    ),
    "assessment": _item(
        "KZ-2004-PARL-6",
        marked(
            "was assessed by three observers together in 2007 and by one of them in 2011 and 2016:"
            " lists show the newest, not implemented."
        ),
        assessment="not_implemented",
    ),
    "differs": _item(
        "KZ-2011-PRES-6A",
        marked(
            "was found, on one day, not implemented in law and partially implemented in practice."
        ),
        assessment="differs",
    ),
    "recommended-again": _item(
        "KZ-2004-PARL-6",
        marked("was recommended again in 2011 and in 2016."),
        later="recommended_again",
        recommended_again_in=["KZ-2011-PRES", "KZ-2016-PARL"],
    ),
    "concern-again": _item(
        "KZ-2011-PRES-5",
        marked("was criticised again in 2016 and not recommended again."),
        later="concern_again",
        recommended_again_in=[],
        concern_again_in=["KZ-2016-PARL"],
    ),
    "same-subject": _item(
        "KZ-2004-PARL-9",
        marked("has items on its subject in 2007, 2011 and 2016, none linked to it directly."),
        later="not_itemised",
        same_subject_in=["KZ-2007-PARL", "KZ-2011-PRES", "KZ-2016-PARL"],
    ),
    "not-itemised": _item(
        "KZ-2004-PARL-3",
        marked("is in no later list. Whether it was carried out is not known."),
        later="not_itemised",
        assessment=None,
    ),
    "no-later-report": _item(
        "KZ-2016-PARL-24",
        marked("is from the newest report held."),
        later="no_later_report",
        eligible=False,
    ),
    "other-kind": _item(
        "KZ-2011-PRES-3A",
        marked(
            "asks for language criteria for candidates for president; the only later report is on"
            " a parliament."
        ),
        later="other_kind",
        only_kind=True,
    ),
    "headline": _item(
        "KZ-2011-PRES-11",
        marked(
            "was assessed and recommended again on one day: the assessment counts, not implemented."
        ),
        headline="not_implemented",
        later="recommended_again",
    ),
    "headline-later": _item(
        "KZ-2011-PRES-16B",
        marked("was recommended again and never assessed: recommended again."),
        headline="recommended_again",
        assessment=None,
    ),
    "accounts-differ": _item(
        "KZ-2011-PRES-2B",
        marked(
            "was reported implemented in 2011; the report of 2016 recommends it again, and by our"
            " reading finds it partially implemented."
        ),
        reported="implemented",
        accounts_differ=True,
        accounts_differ_basis="editor",
        recommended_again_in=["KZ-2016-PARL"],
        assessment="partially",
    ),
    "overdue": _item(
        "KZ-2011-PRES-5",
        marked("has a measure announced for 2014 and found not kept."),
        overdue=True,
    ),
    "eligible": _item(
        "KZ-2004-PARL-6", marked("is eligible: later final reports are held."), eligible=True
    ),
    "occurrences": _item(
        "KZ-2004-PARL-6",
        marked("stands in three elections: 2004, 2011 and 2016."),
        occurrences=3,
    ),
    "cells": Example(
        _PARTIES,
        marked("shows for 2011: 3 not accepted, 1 reported implemented."),
        {
            "cells.KZ-2011-PRES.counted": "recommendation",
            "cells.KZ-2011-PRES.positions": {"not_accepted": 3, "not_stated": 1},
            "cells.KZ-2011-PRES.reported": {"none": 3, "implemented": 1},
        },
    ),
    "absent": Example(
        _PROSECUTORS,
        marked("is not listed in 2016, whose final report is held; 2012 has no report held."),
        {"absent_in": ["KZ-2016-PARL"], "cells.KZ-2016-PARL": None},
    ),
    "since": Example(_PARTIES, marked("is known since at least 2004."), {"first": "KZ-2004-PARL"}),
}
"""By the rule or word that they are for."""
