"""Gross margin of customers, by period: lines → pieces of the time axis → periods.

The ledger is read once for all periods. Their first and last days cut the time axis
into a few pieces; a period is the sum of some of them, and a customer one row.
"""

from datetime import timedelta

from odoo.tools import SQL

from . import sql_history, sql_lines

#: What misses a cost if it has none: goods, and sales that name no product. Services,
#: rounding and money given back without goods cost nothing.
IS_GOODS = SQL(
    "CASE WHEN l.product_id IS NULL"
    " THEN l.display_type = 'product' AND l.balance < 0"
    " ELSE pt.type = 'consu' AND l.quantity <> 0 END"
)


def cuts(spans):
    """Days on which a piece begins, for periods ``{name: (first, last)}``."""
    return sorted(
        {
            day
            for first, last in spans.values()
            for day in (first, last + timedelta(days=1))
        }
    )


def lines(q, days):
    """Product lines from the first of the days on, each with its cost if known."""
    ledger = SQL(
        """
        SELECT m.commercial_partner_id AS partner_id, m.invoice_date AS day,
               -l.balance AS net, %(cost)s AS cost, %(goods)s AS is_goods
          FROM %(joins)s
         WHERE %(posted)s AND %(untaxed)s AND m.company_id = %(company)s
           AND m.invoice_date BETWEEN %(first)s AND %(last)s
           AND %(among)s
        """,
        cost=sql_lines.COST,
        goods=IS_GOODS,
        joins=sql_lines.JOINS,
        posted=sql_lines.POSTED_SALES,
        untaxed=sql_lines.UNTAXED,
        company=q.company_id,
        first=days[0],
        last=q.day,
        among=q.among("m.commercial_partner_id"),
    )
    if not q.history:
        return ledger
    return SQL(
        "%s UNION ALL SELECT partner_id, day, amount, NULL, TRUE"
        " FROM (%s) imported (partner_id, day, amount) WHERE day >= %s",
        ledger,
        sql_history.documents(q),
        days[0],
    )


def pieces(days):
    """By customer and piece of the time axis."""
    return SQL(
        """
        SELECT partner_id, width_bucket(day, %s::date[]) AS piece,
               SUM(net) AS net, SUM(cost) AS cost,
               SUM(net) FILTER (WHERE cost IS NOT NULL OR NOT is_goods) AS net_costed,
               BOOL_AND(cost IS NOT NULL OR NOT is_goods) AS has_margin
          FROM lines GROUP BY 1, 2
        """,
        days,
    )


def fresh(spans, days):
    """By customer: ``{period: [net, net of known cost, margin]}``.

    The margin is null where a cost is missing; a period without documents is not there.
    """
    parts = SQL(", ").join(
        SQL("(%s, %s)", period, piece)
        for period, (first, last) in spans.items()
        for piece in range(
            days.index(first) + 1, days.index(last + timedelta(days=1)) + 1
        )
    )
    return SQL(
        """
        SELECT partner_id,
               jsonb_object_agg(
                   period, jsonb_build_array(net, net_costed, margin)) AS periods
          FROM (SELECT p.partner_id, s.period, SUM(p.net) AS net,
                       COALESCE(SUM(p.net_costed), 0) AS net_costed,
                       CASE WHEN BOOL_AND(p.has_margin)
                            THEN SUM(p.net) - COALESCE(SUM(p.cost), 0) END AS margin
                  FROM pieces p
                  JOIN (VALUES %s) s(period, piece) ON s.piece = p.piece
                 GROUP BY 1, 2) figures
         GROUP BY 1
        """,
        parts,
    )


def kept(company_id, period):
    """What the night kept of a period, of those who bought or gave back in it.

    The two OFFSETs keep PostgreSQL from opening the same JSON again for every mention
    of a figure above: at 100,000 customers that took a quarter of the whole page.
    """
    return SQL(
        """
        SELECT partner_id, (figures -> 0)::numeric AS net,
               (figures -> 1)::numeric AS net_costed,
               (figures ->> 2)::numeric AS margin
          FROM (SELECT partner_id, periods -> %s AS figures
                  FROM kehu_margin WHERE company_id = %s OFFSET 0) periods
         WHERE figures IS NOT NULL OFFSET 0
        """,
        period,
        company_id,
    )
