"""What was bought, and in which rhythm: documents → one row per customer."""

from odoo.tools import SQL


def documents(q):
    """Posted sales and refunds; repeats the covering index's predicate verbatim."""
    return SQL(
        """
        SELECT commercial_partner_id AS partner_id,
               move_type <> 'out_refund' AS is_sale,
               invoice_date AS day,
               amount_untaxed_signed AS amount,
               invoice_date_due AS due,
               kehu_paid_late AS paid_late
          FROM account_move
         WHERE state = 'posted'
           AND move_type IN ('out_invoice', 'out_refund', 'out_receipt')
           AND move_type IN %(types)s
           AND company_id = %(company)s
           AND invoice_date <= %(day)s
           AND %(among)s
        """,
        types=q.move_types,
        company=q.company_id,
        day=q.day,
        among=q.among("commercial_partner_id"),
    )


def trail(q):
    """Documents with the days since the sale before: same-day sales leave no gap.

    The gap is taken to the latest earlier *sale date*, so the order of documents
    within a day cannot change it.
    """
    return SQL(
        """
        SELECT *,
               CASE WHEN is_sale AND day >= %(kept)s THEN NULLIF(day - MAX(
                   CASE WHEN is_sale AND day >= %(kept)s THEN day END
               ) OVER earlier, 0) END AS gap
          FROM documents
        WINDOW earlier AS (
               PARTITION BY partner_id ORDER BY day
               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
        """,
        kept=q.kept_from,
    )


def trade(q):
    """Sums, counts, first and last date, and the median interval, per customer.

    ``twelfths`` has one bit per twelfth of the window in which there was a sale.
    """
    return SQL(
        """
        SELECT partner_id,
               SUM(amount) FILTER (WHERE is_sale AND day >= %(year)s) AS sales_12m,
               SUM(amount) FILTER (WHERE NOT is_sale AND day >= %(year)s)
                   AS refunds_12m,
               SUM(amount) FILTER (WHERE day < %(year)s AND day >= %(before)s)
                   AS net_prev_12m,
               SUM(amount) FILTER (WHERE day >= %(quarter)s) AS net_90d,
               COUNT(*) FILTER (WHERE is_sale AND day >= %(year)s)
                   AS order_count_12m,
               COUNT(*) FILTER (WHERE is_sale AND day >= %(kept)s) AS order_count,
               MIN(day) FILTER (WHERE is_sale) AS first_sale_date,
               MAX(day) FILTER (WHERE is_sale) AS last_sale_date,
               BIT_OR(CASE WHEN is_sale AND day >= %(year)s
                           THEN 1 << ((%(day)s::date - day) * 12 / 366) END)
                   AS twelfths,
               COUNT(*) FILTER (
                   WHERE is_sale AND day >= %(year)s AND due < %(day)s)
                   AS invoices_due_12m,
               COUNT(*) FILTER (
                   WHERE is_sale AND day >= %(year)s AND due < %(day)s
                     AND paid_late) AS paid_late_12m,
               COUNT(gap) AS gap_count,
               percentile_cont(0.5) WITHIN GROUP (ORDER BY gap) AS interval_median,
               array_agg(gap) FILTER (WHERE gap IS NOT NULL) AS gaps
          FROM trail
         GROUP BY partner_id
        """,
        year=q.year_from,
        before=q.before_from,
        quarter=q.quarter_from,
        kept=q.kept_from,
        day=q.day,
    )
