"""What was bought, and in which rhythm: documents → one row per customer.

Sums need every document, the rhythm only the sale dates. A fingerprint of the dates
is summed along and kept on `kehu.metric`: where it is what it was, so is the rhythm,
and only the other customers' intervals are worked out anew.
"""

from odoo.tools import SQL

from . import sql_history


def documents(q):
    """Posted sales and refunds, and those imported from before the cut-over."""
    if q.history:
        return SQL("%s UNION ALL %s", _posted(q), sql_history.documents(q))
    return _posted(q)


def _posted(q):
    """Of the ledger; repeats the covering index's predicate verbatim.

    What is asked of a document many times over is asked once, here.
    """
    return SQL(
        """
        SELECT commercial_partner_id AS partner_id,
               invoice_date AS day,
               amount_untaxed_signed AS amount,
               move_type <> 'out_refund' AS is_sale,
               move_type <> 'out_refund' AND invoice_date >= %(year)s AS is_recent,
               CASE WHEN move_type <> 'out_refund' AND invoice_date >= %(kept)s
                    THEN invoice_date END AS sold_on,
               invoice_date_due < %(day)s AS is_due,
               %(late)s AS paid_late
          FROM account_move
         WHERE state = 'posted'
           AND move_type IN ('out_invoice', 'out_refund', 'out_receipt')
           AND move_type IN %(types)s
           AND company_id = %(company)s
           AND invoice_date <= %(day)s
           AND %(among)s
        """,
        year=q.year_from,
        kept=q.kept_from,
        late=_late_then(q) if q.replay else SQL("kehu_paid_late"),
        types=q.move_types,
        company=q.company_id,
        day=q.day,
        among=q.among("commercial_partner_id"),
    )


def _late_then(q):
    """Settled by that day, and some of it late: what the mark said then."""
    return SQL(
        """
        (id IN (SELECT l.move_id
                  FROM account_partial_reconcile r
                  JOIN account_move_line l ON l.id = r.debit_move_id
                  JOIN account_move_line c ON c.id = r.credit_move_id
                  JOIN account_move paid ON paid.id = c.move_id
                 WHERE r.max_date > l.date_maturity AND r.max_date <= %s
                   AND paid.move_type <> 'out_refund')
         AND id NOT IN (SELECT move_id FROM open_items))
        """,
        q.day,
    )


def trade(q):
    """Sums, counts, first and last date and the fingerprint, per customer.

    ``months`` has one bit for each of the last 12 calendar months with a sale.
    """
    return SQL(
        """
        SELECT partner_id,
               SUM(amount) FILTER (WHERE day >= %(year)s AND NOT is_sale)
                   AS refunds_12m,
               SUM(amount) FILTER (WHERE day >= %(year)s) AS net_12m,
               SUM(amount) FILTER (WHERE day < %(year)s AND day >= %(before)s)
                   AS net_prev_12m,
               SUM(amount) FILTER (WHERE day >= %(quarter)s) AS net_90d,
               COUNT(*) FILTER (WHERE is_recent) AS order_count_12m,
               COUNT(sold_on) AS order_count,
               MIN(day) FILTER (WHERE is_sale) AS first_sale_date,
               MAX(day) FILTER (WHERE is_sale) AS last_sale_date,
               BIT_OR((%(months)s::int[])[1 + (day - %(first_month)s)])
                   FILTER (WHERE is_recent) AS months,
               COUNT(*) FILTER (WHERE is_recent AND is_due) AS invoices_due_12m,
               COUNT(*) FILTER (WHERE is_recent AND is_due AND paid_late)
                   AS paid_late_12m,
               (SUM(hashint4(sold_on - DATE '2000-01-01')) %% 2147483647)::int
                   AS sale_fingerprint
          FROM documents
         GROUP BY partner_id
        """,
        year=q.year_from,
        before=q.before_from,
        quarter=q.quarter_from,
        months=q.month_bits,
        first_month=q.month_starts[0],
    )


def known(q):
    """Trade beside the rhythm stored for it, where its sale dates are the same."""
    if q.replay:
        return SQL(
            "SELECT *, FALSE AS is_known, NULL::int AS known_dates,"
            " NULL::float8 AS known_median, NULL::float8 AS known_mad,"
            " NULL::int AS known_powers FROM trade"
        )
    return SQL(
        """
        SELECT t.*, m.sale_fingerprint IS NOT DISTINCT FROM t.sale_fingerprint
                    AND m.order_count IS NOT DISTINCT FROM t.order_count AS is_known,
               m.sale_date_count AS known_dates,
               m.interval_median AS known_median, m.interval_mad AS known_mad,
               m.interval_powers AS known_powers
          FROM trade t
          LEFT JOIN kehu_metric m
            ON m.partner_id = t.partner_id AND m.company_id = %s
        """,
        q.company_id,
    )


def gaps(q):
    """Days between the distinct sale dates of customers whose dates are new.

    Sales of one day leave no gap, so their order cannot matter.
    """
    sold = sold_on(q)
    if q.history:
        sold = SQL("%s UNION ALL %s", sold, sql_history.sold_on(q))
    return SQL(
        """
        SELECT partner_id,
               NULLIF(day - lag(day) OVER (
                   PARTITION BY partner_id ORDER BY day), 0) AS gap
          FROM (%s) sold
         WHERE partner_id = ANY(ARRAY(
               SELECT partner_id FROM known WHERE order_count > 0 AND NOT is_known))
        """,
        sold,
    )


def sold_on(q):
    """The days of the sales in the ledger over the kept history."""
    return SQL(
        """
        SELECT commercial_partner_id AS partner_id, invoice_date AS day
          FROM account_move
         WHERE state = 'posted'
           AND move_type IN ('out_invoice', 'out_refund', 'out_receipt')
           AND move_type IN %(types)s AND move_type <> 'out_refund'
           AND company_id = %(company)s
           AND invoice_date BETWEEN %(kept)s AND %(day)s
        """,
        types=q.move_types,
        company=q.company_id,
        kept=q.kept_from,
        day=q.day,
    )


def rhythm(q):
    """Median interval and its median deviation, from the sorted intervals.

    The median of a sorted list is the mean of the middle two. The forecast keeps the
    intervals' powers (`engine.foresight.power_sum`): whole numbers, so that their sum
    is the same in any order. OFFSET 0 keeps PostgreSQL from working it out anew for
    each use.
    """
    return SQL(
        """
        SELECT partner_id, dates, median, powers,
               CASE WHEN dates >= 3 THEN (
                   SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(gap - median))
                     FROM unnest(gaps) gap) END AS mad
          FROM (SELECT partner_id, gaps, powers,
                       COALESCE(cardinality(gaps), 0) + 1 AS dates,
                       (gaps[(cardinality(gaps) + 1) / 2]
                        + gaps[(cardinality(gaps) + 2) / 2]) / 2.0::float8 AS median
                  FROM (SELECT partner_id,
                               array_agg(gap ORDER BY gap)
                                   FILTER (WHERE gap IS NOT NULL) AS gaps,
                               SUM(floor(gap * sqrt(gap) + 0.5))::int AS powers
                          FROM gaps GROUP BY partner_id) sorted
                OFFSET 0) middle
        OFFSET 0
        """
    )
