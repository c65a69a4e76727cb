"""A country's name in a city's language: as the network says it, else as CLDR has it by the country's ISO code."""

from functools import cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import override, pgettext_lazy

from lms.network.models import City

# Labels of the register for which CLDR says something else than the network does.
_WORDED = {
    "Palestine": pgettext_lazy("country", "Palestine"),
    "Republic of Korea": pgettext_lazy("country", "Republic of Korea"),
    "Russian Federation": pgettext_lazy("country", "Russian Federation"),
}


def country_in(language: str, *, of: City) -> str:
    """Nothing where neither knows it: the register's English label stands then."""
    return _worded(of.country, language) or (_territories(language).get(of.iso_code, "") if of.iso_code else "")


def _worded(label: str, language: str) -> str:
    if label not in _WORDED:
        return ""
    with override(language):
        said = str(_WORDED[label])
    return said if said != label else ""


@cache
def _territories(language: str) -> dict[str, str]:
    try:
        return dict(Locale.parse(language, sep="-").territories)
    except (UnknownLocaleError, ValueError):
        return {}
