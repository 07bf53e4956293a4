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


def customers(q):
    """Commercial partners with a role or a document; never ourselves or the public."""
    return SQL(
        """
        SELECT p.id AS partner_id, p.active,
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
    """All accounting figures of a customer that need no comparison with others."""
    return SQL(
        """
        SELECT c.partner_id, c.audience_id, c.ref, c.active,
               t.first_sale_date, t.last_sale_date,
               COALESCE(t.sales_12m, 0) AS sales_12m,
               COALESCE(t.net_12m, 0) - COALESCE(t.sales_12m, 0) AS refunds_12m,
               COALESCE(t.net_12m, 0) AS net_12m,
               COALESCE(t.net_prev_12m, 0) AS net_prev_12m,
               COALESCE(t.net_90d, 0) AS net_90d,
               COALESCE(t.order_count_12m, 0) AS order_count_12m,
               COALESCE(t.order_count, 0) AS order_count,
               t.sale_fingerprint,
               length(replace(COALESCE(t.months, 0)::bit(12)::text, '0', ''))
                   AS active_months,
               COALESCE(CASE WHEN t.is_known THEN t.known_dates ELSE h.dates END, 0)
                   AS sale_date_count,
               CASE WHEN t.is_known THEN t.known_median ELSE h.median END
                   AS interval_median,
               CASE WHEN t.is_known THEN t.known_mad ELSE h.mad END AS interval_mad,
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
          LEFT JOIN known t ON t.partner_id = c.partner_id
          LEFT JOIN rhythm h ON h.partner_id = c.partner_id
          LEFT JOIN owed o ON o.partner_id = c.partner_id
          LEFT JOIN cash k ON k.partner_id = c.partner_id
        """
    )


def loyal(q):
    """The loyalty axis: the mean of those of its four parts that have data.

    OFFSET 0 keeps PostgreSQL from working each part out for every use of it.
    """
    return SQL(
        """
        SELECT p.*,
               CASE WHEN order_count > 0 THEN
                    floor(1000 * (tenure + COALESCE(regularity, 0) + activity
                                  + COALESCE(punctuality, 0))
                          / num_nonnulls(tenure, regularity, activity, punctuality)
                          + 0.5::float8) / 10 END AS loyalty_index
          FROM (SELECT f.*,
                       LEAST(36, (%s::date - first_sale_date) * 12 / 365)
                           / 36.0::float8 AS tenure,
                       CASE WHEN interval_mad IS NOT NULL THEN
                            1 - LEAST(1, interval_mad / interval_median) END
                           AS regularity,
                       active_months / 12.0::float8 AS activity,
                       1 - invoices_late_12m / NULLIF(invoices_due_12m, 0)::float8
                           AS punctuality
                  FROM figures f
                OFFSET 0) p
        """,
        q.day,
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


def places(q):
    """The audience's positive net up to and including each customer, best first."""
    return SQL(
        """
        SELECT partner_id,
               row_number() OVER best AS pareto_rank,
               SUM(GREATEST(net_12m, 0)) OVER best AS running
          FROM peers
        WINDOW best AS (
               PARTITION BY audience_id
               ORDER BY net_12m DESC, ref COLLATE "C", partner_id
               ROWS UNBOUNDED PRECEDING)
        """
    )


def cuts(q):
    """Where an audience's classes begin: its total, RFM fifths, the volume axis.

    A buyer scores one more for each cut it is strictly better than. A cut at k
    fifths of N buyers is the value of rank ⌈k·N/5⌉, so "better than the cut" says
    "at least k fifths do strictly worse", and equals score alike. The volume axis is
    logarithmic: its cut lies between its ends as a product.
    """
    fifths = SQL("percentile_disc(ARRAY[0.2, 0.4, 0.6, 0.8])")
    return SQL(
        """
        SELECT audience_id, total, total * %(a)s / 100 AS class_a,
               total * %(b)s / 100 AS class_b, recency, frequency, money,
               span[1] * power(span[2] / span[1], %(volume)s / 100.0) AS volume
          FROM (SELECT audience_id,
                       SUM(net_12m) FILTER (WHERE net_12m > 0) AS total,
                       %(fifths)s WITHIN GROUP (ORDER BY last_sale_date)
                           FILTER (WHERE order_count_12m > 0) AS recency,
                       %(fifths)s WITHIN GROUP (ORDER BY order_count_12m)
                           FILTER (WHERE order_count_12m > 0) AS frequency,
                       %(fifths)s WITHIN GROUP (ORDER BY net_12m)
                           FILTER (WHERE order_count_12m > 0) AS money,
                       percentile_cont(ARRAY[0.05, 0.95])
                           WITHIN GROUP (ORDER BY net_12m::float8)
                           FILTER (WHERE net_12m > 0) AS span
                  FROM peers
                 GROUP BY audience_id
                OFFSET 0) audience
        """,
        fifths=fifths,
        a=q.pareto_a,
        b=q.pareto_b,
        volume=q.volume_cut,
    )
