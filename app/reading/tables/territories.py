"""Names of countries to ISO 3166-1 codes, through the names of the Unicode CLDR."""

import difflib
import re
import unicodedata
from functools import cache

LANGUAGES = ("en", "fr", "ru", "es", "kk")
"""Languages whose names of countries are understood; where they differ the first wins."""

SHOWN = "en"
LONGEST = 80
"""Characters of a name of a country; what is longer is compared with none."""

# Names that the United Nations and others print and the CLDR has otherwise.
_OTHER_NAMES = {
    "bolivia plurinational state of": "BO",
    "brunei darussalam": "BN",
    "burma": "MM",
    "cabo verde": "CV",
    "czech republic": "CZ",
    "democratic people s republic of korea": "KP",
    "democratic republic of the congo": "CD",
    "great britain": "GB",
    "holy see": "VA",
    "iran islamic republic of": "IR",
    "ivory coast": "CI",
    "kyrgyz republic": "KG",
    "lao people s democratic republic": "LA",
    "macedonia": "MK",
    "micronesia federated states of": "FM",
    "moldova republic of": "MD",
    "myanmar": "MM",
    "republic of korea": "KR",
    "republic of moldova": "MD",
    "republic of the congo": "CG",
    "russian federation": "RU",
    "saint vincent and the grenadines": "VC",
    "slovak republic": "SK",
    "state of palestine": "PS",
    "swaziland": "SZ",
    "syrian arab republic": "SY",
    "the former yugoslav republic of macedonia": "MK",
    "turkey": "TR",
    "united kingdom of great britain and northern ireland": "GB",
    "united republic of tanzania": "TZ",
    "united states of america": "US",
    "venezuela bolivarian republic of": "VE",
    "viet nam": "VN",
    "республика молдова": "MD",
    "российская федерация": "RU",
    "республика беларусь": "BY",
    "республика казахстан": "KZ",
    "кыргызская республика": "KG",
    "соединенное королевство": "GB",
    "соединенные штаты": "US",
    "соединенные штаты америки": "US",
}

_CODE = re.compile(r"[A-Z]{2}")
_NO_COUNTRY = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
_GAP = re.compile(r"[^\w]+")


def fold_name(name: str) -> str:
    """Return a name without case, accents and signs; `&` is `and`, `St` is `saint`."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    words = _GAP.sub(" ", letters).split()
    words = ["saint" if word == "st" else word for word in words]
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


@cache
def _codes() -> dict[str, str]:
    from babel import Locale

    found = {fold_name(name): code for name, code in _OTHER_NAMES.items()}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if _CODE.fullmatch(code) and code not in _NO_COUNTRY:
                found.setdefault(fold_name(name), code)
                found.setdefault(code.casefold(), code)
    return found


def code_of(name: str) -> str | None:
    """Return the code of the country of that name, or that is itself a code."""
    return _codes().get(fold_name(name))


@cache
def name_of(code: str) -> str:
    """Return what a country is called in English; its code when there is no such country."""
    from babel import Locale

    return str(Locale(SHOWN).territories.get(code, code))


def near(name: str) -> list[str]:
    """Return names that come close, best first, at most three."""
    if len(name) > LONGEST:
        return []
    found = difflib.get_close_matches(fold_name(name), list(_codes()), n=6, cutoff=0.75)
    return list(dict.fromkeys(name_of(_codes()[one]) for one in found))[:3]
