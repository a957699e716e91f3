"""Whether a sentence of conclusions criticises or welcomes: the words that observers judge with.

A sentence without any of them states a fact and is no finding. What is said not to have happened,
or to have been put right, counts for the opposite of the words in it.
"""

import re

from app.vocabulary.lists import ItemKind

_RELIEVED = (
    r"\b(?:without|free\s+(?:of|from)|no|not\s+any|few|fewer)\s+(?:any\s+|(?:of\s+)?(?:undue|major|"
    r"serious|significant|systematic|formal|reported|official)\s+){0,2}(?:interference|incidents?|"
    r"complaints?|problems?|irregularit\w+|violations?|restrictions?|limitations?|obstacles?|"
    r"difficult\w+|delays?|pressure|intimidation|disruptions?)",
    r"\b(?:restrict\w+|limit(?:s|ations?)|bans?|obstacles?|barriers?|shortcomings?|concerns?|"
    r"deficienc\w+)\b[^.;,]{0,60}\b(?:was|were|has\s+been|have\s+been)\s+(?:\w+\s+)?(?:removed|"
    r"lifted|abolished|eased|repealed|remedied|addressed|resolved)",
    r"\b(?:removed|lifted|abolished|eased|repealed|remedied|resolved|addressed)\b[^.;,]{0,40}\b"
    r"(?:restrict\w+|limit(?:s|ations?)|bans?|obstacles?|barriers?|shortcomings?|concerns?)",
    r"\bnot\s+only\b",
)
_CRITICISES = (
    r"\b(?:is|are|was|were|be|been|do|does|did|has|have|had|could|can|may)\s+not\b|\bcannot\b",
    r"\bnot\s+(?:always|fully|yet|in\s+line|consistent|adequate\w*|sufficient\w*)\b|\bnone\s+of\b",
    r"\bno\s+(?:apparent|clear|effective|meaningful|adequate|sufficient|legal|real|provisions?)\b",
    r"\b(?:lack(?:s|ed|ing)?|absence|absent|missing|without\s+(?:adequate|clear|sufficient))\b",
    r"\b(?:insufficient\w*|inadequa\w+|fail(?:s|ed|ure|ures)?|falls?\s+short|fell\s+short)\b",
    r"\b(?:limit(?:s|ed|ing|ations?)|restrict\w*|undu(?:e|ly)|excessive\w*|disproportiona\w+|"
    r"unreasonabl\w+|overly)\b",
    r"\b(?:concerns?|problem\w*|shortcomings?|irregularit\w+|violat\w+|deficien\w+|inconsisten\w+|"
    r"weakness\w*|flaw\w*|challeng(?:e|es|ing))\b",
    r"\b(?:conflicts?\s+with|contrary\s+to|at\s+odds|contraven\w+|runs?\s+counter|ran\s+counter|"
    r"(?:falls?|departs?|departed)\s+(?:short\s+of|from))\b",
    r"\b(?:unclear|uncertain\w*|ambigu\w+|vague\w*|undermin\w+|weaken\w*|diminish\w*|erod\w+|"
    r"deteriorat\w+|blurr\w+|reduc(?:es|ed|ing)\s+(?:the\s+)?(?:transparency|confidence|"
    r"accountability|trust))\b",
    r"\b(?:hinder\w*|obstacles?|obstruct\w*|prevent(?:s|ed|ing)?|imped\w+|hamper\w*|interfer\w+|"
    r"interrupt\w*|disregard\w*)\b",
    r"\b(?:intimidat\w+|pressur\w+|coerc\w+|censor\w+|bias\w*|preferential|favou?r(?:able\s+"
    r"treatment|ed|itism)|unequal\w*|uneven\w*|unbalanced|dominat\w+|uncompetitive|boycott\w*)\b",
    r"\b(?:declin(?:es|ed)\s+to|refus\w+|den(?:y|ies|ied)|barely|hardly|negative\w*|poor\w*|"
    r"mis(?:use|used|uses|usage)|abus\w+|de\s+facto|delay\w*|difficult\w*)\b",
    r"\b(?:unauthori[sz]ed|fraud\w*|falsif\w+|stuffing|multiple\s+voting|vote[- ]buying)\b",
    r"\b(?:не\s+соответств\w+|не\s+(?:был\w*|обеспеч\w+)|недостат\w+|отсутств\w+|ограничен\w+|"
    r"нарушени\w+|озабоченност\w+|обеспокоенност\w+|непрозрачн\w+|препятств\w+)\b",
)
_WELCOMES = (
    r"\b(?:welcom\w+|positiv\w+|improv\w+|progress|encouraging\w*|commend\w*|step\s+forward|"
    r"enhanc\w+|strengthen\w*)\b",
    r"\b(?:inclusive\w*|transparen(?:t|tly)|professional\w*|efficient\w*|effective\w*|orderly|"
    r"calm\w*|peaceful\w*|smooth\w*|well[- ](?:administered|organi[sz]ed|run|managed|prepared))\b",
    r"\b(?:increased\s+(?:ability|access|transparency|opportunit\w+|confidence)|greater\s+(?:access|"
    r"transparency|opportunit\w+)|genuine\s+(?:choice|alternatives?)|good\s+co-?operation|"
    r"(?:generally|largely|broadly)\s+respected|in\s+line\s+with\s+(?:\w+\s+){0,2}"
    r"(?:commitments|standards|recommendations))\b",
    r"\b(?:положительн\w+|позитивн\w+|улучш\w+|прогресс\w*|приветств\w+|прозрачно|инклюзивн\w+)\b",
)
_LEADS_TO_CONCERNS = (
    r"\b(?:concern\w*|shortcoming\w*|problem\w*|issues?|deficienc\w+|challeng\w+|negative|weakness\w*|"
    r"irregularit\w+|violation\w*|not\s+in\s+line|not\s+met|недостатк\w+|нарушени\w+|проблем\w+|"
    r"озабоченност\w+|обеспокоенност\w+)\b"
)
_LEADS_TO_WELCOMED = (
    r"\b(?:positive\w*|welcom\w+|improve\w+|progress|encouraging|strengths?|achievements?|"
    r"положительн\w+|позитивн\w+|улучшени\w+)\b"
)
_TURNS = re.compile(
    r"^(?:however|nevertheless|nonetheless|by\s+contrast|in\s+contrast|at\s+the\s+same\s+time|yet|"
    r"однако|вместе\s+с\s+тем)\b",
    re.IGNORECASE,
)


def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_RELIEF, _CRITICISM, _WELCOME = _any(_RELIEVED), _any(_CRITICISES), _any(_WELCOMES)
_LEADS = (
    (ItemKind.CONCERN, _any((_LEADS_TO_CONCERNS,))),
    (ItemKind.WELCOMED, _any((_LEADS_TO_WELCOMED,))),
)


def judged(words: str, before: ItemKind | None = None) -> ItemKind | None:
    """Return whether words criticise or welcome, `None` where they only state.

    One word of criticism outweighs praise. `before` is what the sentence before it does: one that
    begins with “However” and has no such word itself turns that round.
    """
    rest = _RELIEF.sub(" ", words)
    if _CRITICISM.search(rest):
        return ItemKind.CONCERN
    if rest != words or _WELCOME.search(rest):
        return ItemKind.WELCOMED
    if before is ItemKind.WELCOMED and _TURNS.match(words):
        return ItemKind.CONCERN
    return None


def announced(lead_in: str) -> ItemKind | None:
    """Return what the entries behind a sentence that ends in a colon are said to be."""
    kinds = [kind for kind, pattern in _LEADS if pattern.search(lead_in)]
    return kinds[0] if len(kinds) == 1 else None
