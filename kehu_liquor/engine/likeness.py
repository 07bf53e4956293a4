"""Whether two customers are one: tax number, phone, name, address and distance.

Each piece of evidence alone makes the same customer so and so likely (its weight);
pieces that are independent add up as chances do: 1 − (1 − a)(1 − b). Nothing that
differs acquits two equal names: else a second phone would be the way around.
"""

import re
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

import phonenumbers
from stdnum.cn import uscc

from . import names
from .names import Name

TAX, PHONE, NAME, ADDRESS = "tax", "phone", "name", "address"

#: From this score on two are taken for one; from the other on it is worth a look.
SAME_FROM, SIMILAR_FROM = 0.8, 0.6

#: A tax number whose check digit is wrong is a typing error on both sides, or none.
UNCHECKED = 0.9
#: A person's name proves less: many people are called 王伟.
PERSON = 0.5
#: From here on a name counts as evidence at all.
NAME_FLOOR = 0.5
#: Next door, and too far to be one shop (metres).
NEXT_DOOR, WALK, FAR = 60, 300, 20_000

#: A shorter Chinese number lacks its area code.
WITH_AREA = 100_000_000

_STREET = re.compile(r"([^\W\d]{1,12}?(?:大道|胡同|路|街|道|巷|弄))[^\d]{0,4}(\d+)号?")


class Identity(NamedTuple):
    """A customer as far as another may be the same, all in normal form."""

    name: Name = Name()
    phones: frozenset = frozenset()
    tax: str = ""
    address: str = ""
    position: tuple | None = None
    is_person: bool = False


class Evidence(NamedTuple):
    """One reason: what is alike, how much (0–1), and metres for a distance."""

    kind: str
    value: float
    metres: float | None = None


def phone(text, country="CN"):
    """The numbers in a phone field, in international form.

    >>> sorted(phone("028-8555 1234 / 13800138000"))
    ['+8613800138000', '+862885551234']
    >>> phone("008613800138000") == phone("138-0013-8000")
    True
    >>> phone("5551234")  # without area code it may be anywhere
    frozenset()
    """
    pieces = re.split(r"[/;,、，；|\n]|或|转", text or "")
    return frozenset(filter(None, (_number(piece, country) for piece in pieces)))


@lru_cache(maxsize=50_000)
def _number(text, country):
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return ""
    local = number.country_code == 86 and number.national_number < WITH_AREA
    if local or not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def tax(text):
    """A tax number in its one way of writing; empty when too short to mean anything.

    >>> tax("9111 0000-600037341l")
    '91110000600037341L'
    >>> is_credit_code("91110000600037341L"), is_credit_code("91110000600037342L")
    (True, False)
    """
    code = re.sub(r"[\W_]", "", text or "").upper()
    code = code[2:] if code.startswith("CN") and len(code) == 20 else code
    return code if len(code) >= 8 else ""


def is_credit_code(code):
    """Whether this is a unified social credit code whose check digit is right."""
    return uscc.is_valid(code)


def address(text):
    """Road and number of an address; empty when it does not say both.

    >>> address("成都市武侯区人民南路四段 12 号 3 楼"), address("人民南路四段１２号")
    ('人民南路12', '人民南路12')
    """
    text = names.plain(text).replace("(", "").replace(")", "")
    while (place := names._without_region(text))[1]:
        text = place[0]
    match = _STREET.search(text)
    if match:
        return match[1] + match[2]
    return text if text.isascii() and re.search(r"\d", text) else ""


def metres(one, other):
    """The distance of two positions on the ground.

    >>> round(metres((30.6570, 104.0650), (30.6570, 104.0660)))
    96
    """
    (lat, lon), (lat2, lon2) = map(radians, one), map(radians, other)
    half = sin((lat2 - lat) / 2) ** 2
    half += cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 2 * 6_371_000 * asin(sqrt(min(1.0, half)))


def cells(position, around=False):
    """The square of about 500 m a position lies in, or that and those around it."""
    if not position:
        return []
    row, column = (round(degrees * 200) for degrees in position)
    steps = (-1, 0, 1) if around else (0,)
    return [f"{row + y}:{column + x}" for y in steps for x in steps]


def keys(identity, around=False):
    """What may lead to another of the same: ``(kind, value)``, normal forms only."""
    found = [("part", part) for part in names.parts(identity.name)]
    found += [(PHONE, number) for number in identity.phones]
    found += [("cell", cell) for cell in cells(identity.position, around)]
    found += [(TAX, identity.tax)] if identity.tax else []
    found += [(ADDRESS, identity.address)] if identity.address else []
    return found


def compare(one, other, weights):
    """How likely two are one customer, and why.

    :param weights: what each kind of evidence alone is worth, 0–1
    :return: ``(score, [Evidence])``, the strongest evidence first

    >>> weights = {"tax": 1.0, "phone": 0.92, "name": 0.95, "address": 0.6}
    >>> a = Identity(names.read("鸿运酒业"), phone("13601108436"))
    >>> b = Identity(names.read("张伟的店"), phone("136-0110-8436"))
    >>> compare(a, b, weights)
    (0.92, [Evidence(kind='phone', value=1.0, metres=None)])
    """
    found = list(_evidence(one, other))
    found.sort(key=lambda e: -weights.get(e.kind, 0) * e.value)
    doubt = 1.0
    for evidence in found:
        doubt *= 1 - weights.get(evidence.kind, 0) * evidence.value
    score = min(1.0, max(0.0, round(1 - doubt, 4)))
    return score, [e for e in found if weights.get(e.kind)]


def _evidence(one, other):
    if one.tax and one.tax == other.tax:
        yield Evidence(TAX, 1.0 if is_credit_code(one.tax) else UNCHECKED)
    if one.phones & other.phones:
        yield Evidence(PHONE, 1.0)
    apart = _apart(one, other)
    name = names.likeness(one.name, other.name)
    if apart is not None and apart > FAR:
        name *= names.ANOTHER_CITY
    if one.is_person or other.is_person:
        name *= PERSON
    if name >= NAME_FLOOR:
        yield Evidence(NAME, round(name, 4))
    near = _nearness(one, other, apart)
    if near:
        yield Evidence(ADDRESS, near, apart)


def _apart(one, other):
    if one.position and other.position:
        return metres(one.position, other.position)
    return None


def _nearness(one, other, apart):
    """1 next door or at the same address, falling to 0 at a short walk."""
    if one.address and one.address == other.address and _same_city(one, other):
        return 1.0
    if apart is None or apart > WALK:
        return 0.0
    return min(1.0, round((WALK - apart) / (WALK - NEXT_DOOR), 2))


def _same_city(one, other):
    return not one.name.city or not other.name.city or one.name.city == other.name.city
