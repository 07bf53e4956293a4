"""Named parts of the overview: many customers become at most some hundred rows."""

from odoo.tools import SQL

from . import sql_margin

#: Beyond so many buyers a bar of the Pareto curve is a percentile.
BARS = 100
#: A bubble gathers so many points of loyalty and a third of a power of ten.
LOYALTY_STEP = 5
VOLUME_STEPS = 3
#: Days at which a band of rhythm begins; the first band begins at 0.
RHYTHM_BANDS = (8, 15, 31, 61, 91)
#: What a customer is sorted by on the ladders, and what traits are looked for in.
LADDERS = ("grade_id", "role_id", "territory_id")
TRAITS = ("role_id", "territory_id", "source_id", "rhythm")
NOTHING = SQL("")


def sold(documents, first, last):
    """Net sales of some days, of whoever bought or gave back."""
    return SQL(
        """
        SELECT partner_id, SUM(amount) AS amount FROM (%s) documents
         WHERE day BETWEEN %s AND %s
         GROUP BY partner_id
        """,
        documents,
        first,
        last,
    )


def these(customers):
    """The rows of a `Query` on `kehu.metric`, read once: its joins multiply none."""
    return SQL(
        "(SELECT kehu_metric.* FROM %s WHERE %s)",
        customers.from_clause,
        customers.where_clause or SQL("TRUE"),
    )


def by_sales(amount, sold=NOTHING):
    """For `mine`: ranked by net sales; who brings no money is not on the curve."""
    return {
        "standing": SQL(
            "COALESCE(%(amount)s, 0) AS amount, COALESCE(%(amount)s, 0) > 0 AS ranks,"
            " FALSE AS is_unknown, NULL::numeric AS traded, NULL::numeric AS costed",
            amount=amount,
        ),
        "sold": sold,
    }


def by_column(column):
    """For `mine`: ranked by a stored column."""
    return by_sales(SQL("m.%s", SQL.identifier(column)))


def by_sold():
    """For `mine`: ranked by what they were `sold` in some days."""
    return by_sales(
        SQL("sold.amount"), SQL("LEFT JOIN sold ON sold.partner_id = m.partner_id")
    )


def by_margin(company, period):
    """For `mine`: ranked by gross margin as the night left it, losses last.

    Where a cost is missing there is no margin; what was traded is known all the same.
    """
    return {
        "standing": SQL(
            "COALESCE(sold.margin, 0) AS amount, sold.margin IS NOT NULL AS ranks,"
            " sold.net IS NOT NULL AND sold.margin IS NULL AS is_unknown,"
            " sold.net AS traded, sold.net_costed AS costed"
        ),
        "sold": SQL(
            "LEFT JOIN (%s) sold ON sold.partner_id = m.partner_id",
            sql_margin.kept(company.id, period),
        ),
    }


def mine(customers, ranking):
    """The reader's customers, with all that the pictures need.

    :param customers: a `Query` on `kehu.metric` under the reader's own rules
    :param ranking: what ranks them, one of those above
    """
    return SQL(
        """
        SELECT m.id, m.partner_id, m.grade_id, m.quadrant, m.loyalty_index,
               COALESCE(m.net_12m, 0) AS net, %(standing)s,
               p.kehu_role_id AS role_id, p.kehu_territory_id AS territory_id,
               p.kehu_source_id AS source_id, COALESCE(p.ref, '') AS ref,
               CASE WHEN m.has_rhythm THEN
                    width_bucket(m.interval_median::float8, %(bands)s::float8[]) END
                   AS rhythm,
               LEAST(100 / %(loyalty)s - 1, floor(m.loyalty_index / %(loyalty)s))::int
                   AS loyalty_cell,
               CASE WHEN m.net_12m > 0 THEN
                    floor(%(volume)s * log(m.net_12m::float8))::int END AS volume_cell
          FROM %(these)s m
          JOIN res_partner p ON p.id = m.partner_id
          %(sold)s
        """,
        **ranking,
        bands=list(RHYTHM_BANDS),
        loyalty=LOYALTY_STEP,
        volume=VOLUME_STEPS,
        these=these(customers),
    )


def ranked():
    """Who is on the curve, the best first; equals as everywhere by reference."""
    return SQL(
        """
        SELECT id, partner_id, mine.amount, role_id, territory_id, source_id, rhythm,
               row_number() OVER best AS rank,
               SUM(mine.amount) OVER best AS running, total.n, total.amount AS total
          FROM mine
         CROSS JOIN (SELECT COUNT(*) AS n, SUM(amount) AS amount
                       FROM mine WHERE ranks) total
         WHERE ranks
        WINDOW best AS (
               ORDER BY mine.amount DESC, ref COLLATE "C", partner_id
               ROWS UNBOUNDED PRECEDING)
        """
    )


def whole(line):
    """Totals: who ranks, how many make up ``line`` %, the best fifth, the others."""
    return SQL(
        """
        SELECT ours.*, others.*
          FROM (SELECT
               COUNT(*) AS n, COALESCE(SUM(amount), 0) AS amount,
               COUNT(*) FILTER (WHERE running - amount < (
                   SELECT total * %(line)s / 100 FROM ranked LIMIT 1)) AS line_rank,
               COUNT(*) FILTER (WHERE rank * 5 <= n + 4) AS top_n,
               COALESCE(SUM(amount) FILTER (WHERE rank * 5 <= n + 4), 0) AS top_amount,
               COUNT(*) FILTER (WHERE amount < 0) AS losing_n,
               COALESCE(SUM(amount) FILTER (WHERE amount < 0), 0) AS losing_amount
                  FROM ranked) ours
         CROSS JOIN (SELECT
               COUNT(*) AS all_n,
               COUNT(*) FILTER (WHERE NOT ranks AND NOT is_unknown) AS rest_n,
               COALESCE(SUM(amount) FILTER (WHERE NOT ranks), 0) AS rest_amount,
               COUNT(*) FILTER (WHERE is_unknown) AS unknown_n,
               COALESCE(SUM(traded) FILTER (WHERE is_unknown), 0) AS unknown_traded,
               SUM(traded) AS traded, SUM(costed) AS costed
                  FROM mine) others
        """,
        line=line,
    )


def bars():
    return SQL(
        """
        SELECT CASE WHEN n <= %(bars)s THEN rank
                    ELSE (rank * %(bars)s + n - 1) / n END AS bar,
               MIN(rank) AS first, MAX(rank) AS last, MIN(id) AS id,
               SUM(amount) AS amount, MAX(running) AS running
          FROM ranked GROUP BY 1 ORDER BY 1
        """,
        bars=BARS,
    )


def cells():
    """Bubbles: where their customers are on average, each within one group."""
    return SQL(
        """
        SELECT quadrant, loyalty_cell, volume_cell, COUNT(*) AS n, SUM(net) AS amount,
               AVG(loyalty_index) AS loyalty, MIN(id) AS id,
               exp(AVG(ln(net::float8)) FILTER (WHERE net > 0)) AS volume
          FROM mine WHERE quadrant IS NOT NULL
         GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        """
    )


def groups():
    return SQL(
        "SELECT quadrant, COUNT(*) AS n, SUM(net) AS amount FROM mine GROUP BY 1"
    )


def ladders():
    sides = [SQL.identifier(name) for name in LADDERS]
    return SQL(
        """
        SELECT %(which)s AS ladder, COALESCE(%(value)s) AS value,
               COUNT(*) AS n, SUM(amount) AS amount
          FROM mine GROUP BY GROUPING SETS (%(sets)s)
        """,
        which=SQL(
            "CASE %s END",
            SQL(" ").join(
                SQL("WHEN GROUPING(%s) = 0 THEN %s", side, name)
                for side, name in zip(sides, LADDERS, strict=True)
            ),
        ),
        value=SQL(", ").join(sides),
        sets=SQL(", ").join(SQL("(%s)", side) for side in sides),
    )


def buyers():
    """How many the best fifth are, and how many the others; a row of no trait."""
    return SQL(
        """
        SELECT NULL::text AS trait, NULL::int AS value,
               COUNT(*) FILTER (WHERE rank * 5 <= n + 4) AS top,
               COUNT(*) FILTER (WHERE rank * 5 > n + 4) AS rest
          FROM ranked
        """
    )


def traits():
    return SQL(
        """
        SELECT t.trait, t.value,
               COUNT(*) FILTER (WHERE r.rank * 5 <= r.n + 4) AS top,
               COUNT(*) FILTER (WHERE r.rank * 5 > r.n + 4) AS rest
          FROM ranked r CROSS JOIN LATERAL (VALUES %s) AS t(trait, value)
         WHERE t.value IS NOT NULL
         GROUP BY 1, 2
        """,
        SQL(", ").join(
            SQL("(%s, r.%s)", name, SQL.identifier(name)) for name in TRAITS
        ),
    )


def bought():
    """By product category, as `traits`."""
    return SQL(
        """
        SELECT 'categ_id', categ_id,
               COUNT(*) FILTER (WHERE rank * 5 <= n + 4),
               COUNT(*) FILTER (WHERE rank * 5 > n + 4)
          FROM baskets GROUP BY categ_id
        """
    )


def baskets(sold_where):
    """Which buyers bought of which product category."""
    return SQL(
        """
        SELECT r.id, r.rank, r.n, pt.categ_id
          FROM account_move m
          JOIN account_move_line l ON l.move_id = m.id
          JOIN product_product p ON p.id = l.product_id
          JOIN product_template pt ON pt.id = p.product_tmpl_id
          JOIN ranked r ON r.partner_id = m.commercial_partner_id
         WHERE %s AND pt.categ_id IS NOT NULL
         GROUP BY r.id, r.rank, r.n, pt.categ_id
        HAVING -SUM(l.balance) > 0
        """,
        sold_where,
    )
