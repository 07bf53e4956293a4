"""The ledger as it lies in the data folder, read into plain records."""

import csv
import datetime
import gzip
import itertools
import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path


@dataclass(frozen=True)
class Line:
    """One line: quantity as an invoice states it (positive on credit notes too)."""

    item: str
    quantity: int
    price: Decimal
    amount: Decimal


@dataclass(frozen=True)
class Document:
    """An invoice (`sale`) or a credit note (`refund`)."""

    number: str
    kind: str
    date: datetime.date
    customer: str
    lines: tuple

    @property
    def total(self):
        """The untaxed total as Odoo shows it: positive on credit notes too."""
        return sum((line.amount for line in self.lines), Decimal())


def rows(folder, name):
    with gzip.open(Path(folder) / name, "rt", encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def customers(folder):
    """Customer numbers with their country's name."""
    listed = rows(folder, "trade_customers.csv.gz")
    return {row["customer_no"]: row["country"] for row in listed}


def items(folder):
    """Item numbers with name and kind (goods or service)."""
    listed = rows(folder, "trade_items.csv.gz")
    return {row["item_no"]: (row["name"].strip(), row["kind"]) for row in listed}


def documents(folder):
    """All documents, oldest first, those of a day by number."""
    listed = rows(folder, "trade_orders.csv.gz")
    grouped = itertools.groupby(listed, key=lambda row: row["invoice_no"])
    found = [_document(list(group)) for _number, group in grouped]
    return sorted(found, key=lambda document: (document.date, document.number))


def _document(lines):
    head = lines[0]
    sign = -1 if head["type"] == "refund" else 1
    return Document(
        number=head["invoice_no"],
        kind=head["type"],
        date=datetime.date.fromisoformat(head["date"]),
        customer=head["customer_no"],
        lines=tuple(_line(row, sign) for row in lines),
    )


def _line(row, sign):
    return Line(
        item=row["item_no"],
        quantity=sign * int(row["qty"]),
        price=Decimal(row["unit_price"]),
        amount=sign * Decimal(row["amount"]),
    )


def truth(folder):
    """What the definitions give on this ledger, computed independently of us."""
    with gzip.open(Path(folder) / "trade_truth.json.gz", "rt") as stream:
        return json.load(stream)
