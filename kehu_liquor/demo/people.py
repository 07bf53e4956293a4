"""Invented persons."""

from random import Random

from . import words
from .ledger import SEED


def dice(row, purpose):
    """A customer's own dice for one purpose: always the same throws."""
    return Random(f"{SEED}:{purpose}:{row.ref}")


def person_name(rng):
    return rng.choice(words.SURNAMES) + rng.choice(words.GIVEN.split())


def member_of_staff(parent, name, post, number, row):
    """Values of a contact of a customer."""
    return {
        "name": name,
        "parent_id": parent.id,
        "type": "contact",
        "function": post,
        "phone": f"190 {number + 1:04} {int(row.ref[2:]):04}",
    }
