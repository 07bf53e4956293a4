"""The town's tables: what is in `tables/`, as records."""

import csv
from typing import NamedTuple

from odoo.tools import file_open


class Customer(NamedTuple):
    """One customer: who it is, how it buys (`habits`) and pays (`payers`)."""

    ref: str
    name: str
    role: str
    district: str
    owner: str
    habit: str
    payer: str
    yearly: int
    every: int
    source: str
    stage: str
    tag: str
    flags: str
    people: str

    def has(self, flag):
        return flag in self.flags.split()


class Role(NamedTuple):
    """How a channel role buys: what it likes, below which price, on which terms."""

    role: str
    taste: str
    discount: float
    term_days: int
    demands: str


class Product(NamedTuple):
    """One article, and how much each taste likes it."""

    code: str
    name: str
    category: str
    unit: str
    price: int
    cost: int
    trade: int
    table: int
    gift: int
    home: int
    festival: str


class District(NamedTuple):
    """Where customers are, and which delivery goes there."""

    district: str
    city: str
    zone: str
    area_code: str


class Override(NamedTuple):
    """A manager's word on a grade, for so many days from today."""

    ref: str
    grade: str
    days: int
    reason: str


class Competitor(NamedTuple):
    """A brand that shops carry beside ours; the price is the shelf's."""

    name: str
    category: str
    product: str
    price: int
    strengths: str
    weaknesses: str
    note: str


class Support(NamedTuple):
    """A support begun so many days ago, and how far it has come."""

    ref: str
    kind: str
    ago: int
    days: int
    asked: int
    approved: int
    billed: int
    state: str
    verdict: str
    judgement: str
    note: str


def read(name, kind):
    """The rows of a table as records of ``kind``; an empty number is 0."""
    types = kind.__annotations__
    with file_open(f"kehu_liquor/demo/tables/{name}.csv") as stream:
        return [
            kind(**{key: types[key](text or types[key]()) for key, text in row.items()})
            for row in csv.DictReader(stream)
        ]


def customers():
    return read("customers", Customer)


def products():
    return read("products", Product)


def districts():
    return read("districts", District)


def overrides():
    return read("overrides", Override)


def competitors():
    return read("competitors", Competitor)


def supports():
    return read("supports", Support)


def roles():
    return {role.role: role for role in read("roles", Role)}
