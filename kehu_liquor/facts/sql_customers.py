"""Who has a row, and where each stands among its own kind."""

from odoo.tools import SQL

#: Neither one of our own companies nor the public; ``p`` is the partner.
OUTSIDERS = SQL(
    """
    NOT EXISTS (SELECT FROM res_company o WHERE o.partner_id = p.id)
    AND NOT EXISTS (
        SELECT FROM ir_model_data d
         WHERE d.module = 'base' AND d.name = 'public_partner' AND d.res_id = p.id)
    """
)

#: The intervals come sorted: their median is the mean of the middle two.
MEDIAN = SQL(
    "(t.gaps[(cardinality(t.gaps) + 1) / 2] + t.gaps[(cardinality(t.gaps) + 2) / 2])"
    " / 2.0::float8"
)


def customers(q):
    """Commercial partners with a role or a document; never ourselves or the public."""
    return SQL(
        """
        SELECT p.id AS partner_id,
               COALESCE(r.audience_id, %(audience)s) AS audience_id,
               COALESCE(p.ref, '') AS ref
          FROM (SELECT partner_id FROM trade
                 UNION
                SELECT id FROM res_partner
                 WHERE kehu_role_id IS NOT NULL
                   AND (company_id IS NULL OR company_id = %(company)s)
                   AND %(among)s) who
          JOIN res_partner p ON p.id = who.partner_id
          LEFT JOIN kehu_role r ON r.id = p.kehu_role_id
         WHERE (p.parent_id IS NULL OR p.commercial_partner_id = p.id)
           AND %(outsiders)s
        """,
        audience=q.default_audience_id,
        company=q.company_id,
        outsiders=OUTSIDERS,
        among=q.among("id"),
    )


def figures(q):
    """All accounting figures of a customer that need no comparison with others.

    OFFSET 0 keeps PostgreSQL from working out the spread anew for each use of it.
    """
    return SQL(
        """
        SELECT c.partner_id, c.audience_id, c.ref,
               t.first_sale_date, t.last_sale_date,
               COALESCE(t.sales_12m, 0) AS sales_12m,
               COALESCE(t.net_12m, 0) - COALESCE(t.sales_12m, 0) AS refunds_12m,
               COALESCE(t.net_12m, 0) AS net_12m,
               COALESCE(t.net_prev_12m, 0) AS net_prev_12m,
               COALESCE(t.net_90d, 0) AS net_90d,
               COALESCE(t.order_count_12m, 0) AS order_count_12m,
               COALESCE(t.order_count, 0) AS order_count,
               CASE WHEN t.order_count > 0 THEN COALESCE(cardinality(t.gaps), 0) + 1
                    ELSE 0 END AS sale_date_count,
               length(replace(COALESCE(t.twelfths, 0)::bit(12)::text, '0', ''))
                   AS active_months,
               m.interval_median,
               CASE WHEN cardinality(t.gaps) >= 2 THEN (
                   SELECT percentile_cont(0.5) WITHIN GROUP (
                              ORDER BY abs(gap - m.interval_median))
                     FROM unnest(t.gaps) gap) END AS interval_mad,
               COALESCE(t.invoices_due_12m, 0) AS invoices_due_12m,
               LEAST(COALESCE(t.invoices_due_12m, 0),
                     COALESCE(t.paid_late_12m, 0) + COALESCE(o.open_late_12m, 0))
                   AS invoices_late_12m,
               COALESCE(o.due_total, 0) AS due_total,
               COALESCE(o.overdue_gross, 0) AS overdue_gross,
               COALESCE(o.prepaid_balance, 0) AS prepaid_balance,
               o.overdue_since,
               COALESCE(o.has_overdue_terms, FALSE) AS has_overdue_terms,
               COALESCE(k.received_12m, 0) AS received_12m
          FROM customers c
          LEFT JOIN trade t ON t.partner_id = c.partner_id
          LEFT JOIN LATERAL (SELECT %(median)s AS interval_median) m ON TRUE
          LEFT JOIN owed o ON o.partner_id = c.partner_id
          LEFT JOIN cash k ON k.partner_id = c.partner_id
        OFFSET 0
        """,
        median=MEDIAN,
    )


def loyal(q):
    """The loyalty axis: the mean of those of its four parts that have data."""
    parts = [
        SQL(
            "LEAST(1, floor((%s::date - first_sale_date) * 12 / 365.25)::float8 / 36)",
            q.day,
        ),
        SQL(
            "CASE WHEN interval_mad IS NOT NULL"
            " THEN 1 - LEAST(1, interval_mad / interval_median) END"
        ),
        SQL("active_months / 12.0::float8"),
        SQL("1 - invoices_late_12m / NULLIF(invoices_due_12m, 0)::float8"),
    ]
    return SQL(
        """
        SELECT f.*, CASE WHEN order_count > 0 THEN
                    round((100 * (%s) / num_nonnulls(%s))::numeric, 1) END
                    AS loyalty_index
          FROM figures f
        """,
        SQL(" + ").join(SQL("COALESCE(%s, 0)", part) for part in parts),
        SQL(", ").join(parts),
    )


def peers(q):
    """Whom a customer is ranked among: its audience, fresh or as last stored."""
    fresh = SQL(
        "SELECT partner_id, audience_id, ref, net_12m, order_count_12m,"
        " last_sale_date FROM loyal"
    )
    if q.only is None:
        return fresh
    return SQL(
        """
        %(fresh)s
        UNION ALL
        SELECT m.partner_id, m.audience_id, COALESCE(p.ref, ''),
               COALESCE(m.net_12m, 0), COALESCE(m.order_count_12m, 0),
               m.last_sale_date
          FROM kehu_metric m
          JOIN res_partner p ON p.id = m.partner_id
         WHERE m.company_id = %(company)s AND NOT m.partner_id = ANY(%(only)s)
        """,
        fresh=fresh,
        company=q.company_id,
        only=list(q.only),
    )


def ranks(q):
    """Pareto place and RFM scores within one audience; equals score alike.

    ``before`` is the audience's positive net of all better customers, ``worse_*``
    how many of the buyers do strictly worse.
    """
    return SQL(
        """
        SELECT partner_id, net_12m, order_count_12m > 0 AS buys,
               row_number() OVER best AS pareto_rank,
               SUM(GREATEST(net_12m, 0)) OVER best AS running,
               SUM(GREATEST(net_12m, 0)) OVER (PARTITION BY audience_id) AS total,
               COUNT(*) OVER buyers AS n,
               rank() OVER (buyers ORDER BY last_sale_date) - 1 AS worse_r,
               rank() OVER (buyers ORDER BY order_count_12m) - 1 AS worse_f,
               rank() OVER (buyers ORDER BY net_12m) - 1 AS worse_m
          FROM peers
        WINDOW best AS (
               PARTITION BY audience_id
               ORDER BY net_12m DESC, ref COLLATE "C", partner_id
               ROWS UNBOUNDED PRECEDING),
               buyers AS (PARTITION BY audience_id, order_count_12m > 0)
        """
    )


def spans(q):
    """The audience's 5th and 95th percentile of positive net: the volume axis."""
    return SQL(
        """
        SELECT audience_id,
               percentile_cont(0.05) WITHIN GROUP (ORDER BY net_12m::float8) AS low,
               percentile_cont(0.95) WITHIN GROUP (ORDER BY net_12m::float8) AS high
          FROM peers WHERE net_12m > 0
         GROUP BY audience_id
        """
    )
