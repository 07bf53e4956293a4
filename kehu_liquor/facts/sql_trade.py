"""What was bought, and in which rhythm: documents → one row per customer."""

from odoo.tools import SQL


def documents(q):
    """Posted sales and refunds; repeats the covering index's predicate verbatim.

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


def trail(q):
    """Documents with the days since the sale before: same-day sales leave no gap.

    The gap is taken to the latest earlier *sale date*, so the order of documents
    within a day cannot change it.
    """
    return SQL(
        """
        SELECT *, NULLIF(sold_on - MAX(sold_on) OVER earlier, 0) AS gap
          FROM documents
        WINDOW earlier AS (
               PARTITION BY partner_id ORDER BY day
               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
        """
    )


def trade(q):
    """Sums, counts, first and last date, and the sorted intervals, per customer.

    ``twelfths`` has one bit per twelfth of the window in which there was a sale.
    """
    return SQL(
        """
        SELECT partner_id,
               SUM(amount) FILTER (WHERE is_recent) AS sales_12m,
               SUM(amount) FILTER (WHERE day >= %(year)s) AS net_12m,
               SUM(amount) FILTER (WHERE day < %(year)s AND day >= %(before)s)
                   AS net_prev_12m,
               SUM(amount) FILTER (WHERE day >= %(quarter)s) AS net_90d,
               COUNT(*) FILTER (WHERE is_recent) AS order_count_12m,
               COUNT(sold_on) AS order_count,
               MIN(day) FILTER (WHERE is_sale) AS first_sale_date,
               MAX(day) FILTER (WHERE is_sale) AS last_sale_date,
               BIT_OR(1 << ((%(day)s::date - day) * 12 / 366))
                   FILTER (WHERE is_recent) AS twelfths,
               COUNT(*) FILTER (WHERE is_recent AND is_due) AS invoices_due_12m,
               COUNT(*) FILTER (WHERE is_recent AND is_due AND paid_late)
                   AS paid_late_12m,
               array_agg(gap ORDER BY gap) FILTER (WHERE gap IS NOT NULL) AS gaps
          FROM trail
         GROUP BY partner_id
        """,
        year=q.year_from,
        before=q.before_from,
        quarter=q.quarter_from,
        day=q.day,
    )
