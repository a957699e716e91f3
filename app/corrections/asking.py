"""What a form says, made into a request; and what is wrong with it, in words."""

from app.corrections.inputs import LONGEST, NewRequest, clean, is_email, page_within
from app.vocabulary.lists import Capacity
from app.web.forms import Problem, Sent
from app.web.i18n import gettext


def read_request(sent: Sent, base: str) -> tuple[NewRequest | None, list[Problem]]:
    """Return the request, or none and what is wrong; `base` is the public address of the site."""
    texts = {name: clean(sent.text(name)) for name in LONGEST}
    problems = [*_too_long(sent, texts)]
    page = page_within(texts["page"], base)
    if page is None:
        message = gettext("Page: give the address of a page of this site, as it stands above it.")
        problems.append(Problem("page", message))
    if not texts["wrong"]:
        problems.append(Problem("wrong", gettext("What is wrong: say it in a few words.")))
    capacity = sent.text("capacity")
    if capacity not in (*Capacity,):
        problems.append(Problem("capacity", gettext("In what capacity: choose one.")))
    if texts["email"] and not is_email(texts["email"]):
        message = gettext("E-mail: this is no address; mend it or leave it empty.")
        problems.append(Problem("email", message))
    if problems or page is None:
        return None, problems
    return (
        NewRequest(
            page=page,
            wrong=texts["wrong"],
            wanted=texts["wanted"],
            source=texts["source"],
            capacity=Capacity(capacity),
            name=texts["name"],
            organisation=texts["organisation"],
            named=sent.text("named") == "1",
            email=texts["email"] or None,
        ),
        [],
    )


def _too_long(sent: Sent, texts: dict[str, str]) -> list[Problem]:
    if sent.too_long:
        return [Problem("", gettext("This is much longer than is taken; a part of it is lost."))]
    labels = {
        "page": gettext("Page"),
        "wrong": gettext("What is wrong"),
        "wanted": gettext("What it should say"),
        "source": gettext("Where that stands"),
        "name": gettext("Your name"),
        "organisation": gettext("Your organisation"),
        "email": gettext("E-mail"),
    }
    message = gettext("%(label)s: at most %(most)s characters, and these are %(have)s.")
    return [
        Problem(name, message % {"label": labels[name], "most": most, "have": len(texts[name])})
        for name, most in LONGEST.items()
        if len(texts[name]) > most
    ]
