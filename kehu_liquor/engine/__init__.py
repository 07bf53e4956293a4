"""What the facts mean: values in, decisions out.

Plain Python. Nothing here imports Odoo, reads the clock or touches a database:
``today`` and every figure come in as arguments, so each function can be read,
tried in a shell and tested in milliseconds.
"""

from . import (
    alerts,
    birthdays,
    credit,
    effect,
    entitlements,
    evaluation,
    fair,
    festivals,
    foresight,
    gifts,
    grading,
    history,
    lifecycle,
    likeness,
    lunar,
    money,
    names,
    opening,
    public_holidays,
    reading,
    regions,
    rhythm_of_service,
    scoring,
    support,
    targets,
    trades,
    traits,
)
