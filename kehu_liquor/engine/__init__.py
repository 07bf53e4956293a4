"""What the facts mean: values in, decisions out.

Plain Python. Nothing here imports Odoo, reads the clock or touches a database:
``today`` and every figure come in as arguments, so each function can be read,
tried in a shell and tested in milliseconds.
"""

from . import entitlements, grading, lifecycle, scoring
from . import money, traits
from . import likeness, names, regions, trades
from . import foresight
from . import festivals, grading, lifecycle, lunar, scoring
