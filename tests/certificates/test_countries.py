"""A country in the city's language: the network's own wording first, then CLDR's, else English."""

import pytest

from certificates.countries import country_in
from certificates.texts import city_words
from lms.network.models import City


@pytest.mark.parametrize(
    ("language", "label", "iso", "said"),
    [
        ("ko", "Republic of Korea", "KR", "대한민국"),
        ("ar", "Palestine", "PS", "فلسطين"),
        ("ar", "Sudan", "SD", "السودان"),
        ("ar", "Tunisia", "TN", "تونس"),
        ("ko", "Kenya", "KE", "케냐"),
        ("zh-Hans", "China", "CN", "中国"),
        ("am", "Ethiopia", "ET", "ኢትዮጵያ"),
        ("ar", "Somewhere", "", ""),
        ("ar", "Somewhere", "ZZZ", ""),
        ("tlh-Piqd", "Kenya", "KE", ""),
        ("not a tag", "Kenya", "KE", ""),
    ],
)
def test_a_country_is_named_where_a_source_knows_it(language, label, iso, said):
    assert country_in(language, of=City(country=label, iso_code=iso)) == said


def test_a_city_is_named_in_its_second_language_by_the_register():
    tunis = City(name="Tunis", native_name="Tunis", names={"ar": "تونس"}, country="Tunisia", iso_code="TN")
    words = city_words(tunis, "ar")
    assert (words.name.native, words.country.english, words.country.native) == ("تونس", "Tunisia", "تونس")
