"""Certificate numbers: `{network}-{year}-{edition}-{kind}-{serial}-{check}`, such as WNCG-2026-EGF-1-C-00042-17.

The two check digits follow ISO 7064 MOD 97-10 (as in ISO 13616): letters count as 10 to 35, separators as nothing,
and the whole is 1 modulo 97. A digit mistyped as another digit, or a letter as another letter, is always found; of
other mistakes about one in a hundred is not.
"""

SERIAL_DIGITS = 5
LONGEST = 60


def number_of(*, network: str, year: int, edition: str, kind: str, serial: int) -> str:
    body = f"{network}-{year}-{edition}-{kind}-{serial:0{SERIAL_DIGITS}d}".upper()
    return f"{body}-{check_digits(body)}"


def check_digits(body: str) -> str:
    return f"{98 - _value(body + '00') % 97:02d}"


def is_well_formed(number: str) -> bool:
    """Whether the check digits agree; says nothing about whether such a certificate exists."""
    characters = "".join(filter(str.isalnum, number))
    return number.isascii() and 5 <= len(characters) <= LONGEST and _value(characters) % 97 == 1


def tidied(number: str) -> str:
    """A number as people type it, in the register's form."""
    return "".join(number.split()).upper()


def _value(text: str) -> int:
    return int("".join(str(int(character, 36)) for character in text if character.isalnum()))
