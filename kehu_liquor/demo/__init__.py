"""The demo town. Nothing here runs but from the demo data."""

from . import town
