"""The forecast of `engine.foresight`, for many customers at once.

The same formulas as in the engine, which explains them. They are total: logarithms
are of what is above 1, and no power runs out of the range of numbers.
"""

from odoo.tools import SQL


def prior(model, usual):
    """What the audience adds to the powers of a customer's intervals."""
    return SQL(
        "%s::float8 * power(%s::float8 * %s, 1.5::float8)",
        model.pseudo,
        model.stretch,
        usual,
    )


def is_fading(q):
    """Quiet longer than its own rhythm, and likely enough to stay away.

    Cheap questions come first: most customers are not beyond their rhythm.
    """
    quiet = SQL("(%s::date - f.last_sale_date)", q.day)
    return SQL(
        "CASE WHEN f.interval_median IS NULL OR s.prior IS NULL"
        " OR %(quiet)s <= f.interval_median THEN FALSE ELSE %(away)s >= %(line)s END",
        quiet=quiet,
        away=_away(
            q.foresight,
            count=SQL("(f.sale_date_count - 1)"),
            scale=SQL("(s.prior + f.interval_powers)"),
            quiet=quiet,
        ),
        line=q.fading_from,
    )


def _away(model, count, scale, quiet):
    """The chance of no order in the days to come; ``odds`` of gone to not gone."""
    odds = SQL("(%s::float8 / (%s + 1))", model.gone, count)
    now = _waits(model, count, scale, quiet)
    later = _waits(model, count, scale, SQL("(%s + %s)", quiet, model.horizon))
    return SQL("(%s + %s) / (%s + %s)", odds, later, odds, now)


def _waits(model, count, scale, days):
    return SQL(
        "exp(GREATEST(-600, -(%(pseudo)s::float8 + %(count)s)"
        " * ln(1 + %(days)s * sqrt(%(days)s) / %(scale)s)))",
        pseudo=model.pseudo,
        count=count,
        days=days,
        scale=scale,
    )


def expected(model, quiet, count, powers, usual):
    """Days after the last order of which half of such customers have ordered."""
    scale = SQL("(%s + %s)", prior(model, usual), powers)
    return SQL(
        "power((%(scale)s + %(quiet)s * sqrt(%(quiet)s))"
        " * power(2::float8, 1 / (%(pseudo)s::float8 + %(count)s)) - %(scale)s,"
        " 2 / 3.0::float8)",
        scale=scale,
        quiet=quiet,
        pseudo=model.pseudo,
        count=count,
    )
