"""What is owed and what came in: receivable lines → one row per customer."""

from odoo.tools import SQL

RECEIVABLE = SQL(
    "l.account_id IN (SELECT id FROM account_account"
    " WHERE account_type = 'asset_receivable')"
)


def open_items(q):
    """Receivable lines not yet settled; the predicate is the partial index's."""
    if q.replay:
        return _open_items_then(q)
    return SQL(
        """
        SELECT p.commercial_partner_id AS partner_id, l.move_id,
               l.date_maturity AS due, l.amount_residual AS residual
          FROM account_move_line l
          JOIN res_partner p ON p.id = l.partner_id
         WHERE l.parent_state = 'posted'
           AND l.reconciled IS NOT TRUE
           AND l.company_id = %(company)s
           AND l.date <= %(day)s
           AND l.amount_residual <> 0
           AND %(receivable)s
           AND %(among)s
        """,
        company=q.company_id,
        day=q.day,
        receivable=RECEIVABLE,
        among=q.among("p.commercial_partner_id"),
    )


def _open_items_then(q):
    """The same lines as they stood on a past day, by reconciliation dates."""
    return SQL(
        """
        SELECT p.commercial_partner_id AS partner_id, l.move_id,
               l.date_maturity AS due,
               l.balance - COALESCE(d.amount, 0) + COALESCE(c.amount, 0) AS residual
          FROM account_move_line l
          JOIN res_partner p ON p.id = l.partner_id
          LEFT JOIN (
               SELECT debit_move_id AS line_id, SUM(amount) AS amount
                 FROM account_partial_reconcile
                WHERE max_date <= %(day)s GROUP BY debit_move_id
               ) d ON d.line_id = l.id
          LEFT JOIN (
               SELECT credit_move_id AS line_id, SUM(amount) AS amount
                 FROM account_partial_reconcile
                WHERE max_date <= %(day)s GROUP BY credit_move_id
               ) c ON c.line_id = l.id
         WHERE l.parent_state = 'posted'
           AND l.company_id = %(company)s
           AND l.date <= %(day)s
           AND l.balance - COALESCE(d.amount, 0) + COALESCE(c.amount, 0) <> 0
           AND %(receivable)s
           AND %(among)s
        """,
        company=q.company_id,
        day=q.day,
        receivable=RECEIVABLE,
        among=q.among("p.commercial_partner_id"),
    )


def owed(q):
    """Owed, overdue and prepaid per customer, and invoices still open past due."""
    return SQL(
        """
        SELECT o.partner_id,
               SUM(o.residual) AS due_total,
               SUM(o.residual) FILTER (WHERE o.residual > 0 AND o.due < %(day)s)
                   AS overdue_gross,
               -SUM(o.residual) FILTER (WHERE o.residual < 0) AS prepaid_balance,
               MIN(o.due) FILTER (WHERE o.residual > 0 AND o.due < %(day)s)
                   AS overdue_since,
               COUNT(o.due) > 0 AS has_overdue_terms,
               COUNT(DISTINCT m.id) AS open_late_12m
          FROM open_items o
          LEFT JOIN account_move m
            ON m.id = o.move_id AND o.residual > 0 AND o.due < %(day)s
           AND m.move_type IN ('out_invoice', 'out_receipt')
           AND m.move_type IN %(types)s
           AND m.invoice_date >= %(year)s
           AND m.invoice_date_due < %(day)s
           AND m.kehu_paid_late IS NOT TRUE
         GROUP BY o.partner_id
        """,
        day=q.day,
        year=q.year_from,
        types=q.move_types,
    )


def cash(q):
    """Customer money that reached a bank or cash journal within the window."""
    return SQL(
        """
        SELECT p.commercial_partner_id AS partner_id, -SUM(l.balance) AS received_12m
          FROM account_move_line l
          JOIN account_journal j ON j.id = l.journal_id
           AND j.type IN ('bank', 'cash', 'credit')
          JOIN res_partner p ON p.id = l.partner_id
         WHERE l.parent_state = 'posted'
           AND (l.payment_id IS NOT NULL OR l.statement_line_id IS NOT NULL)
           AND l.company_id = %(company)s
           AND l.date BETWEEN %(year)s AND %(day)s
           AND %(receivable)s
           AND %(among)s
         GROUP BY p.commercial_partner_id
        """,
        company=q.company_id,
        year=q.year_from,
        day=q.day,
        receivable=RECEIVABLE,
        among=q.among("p.commercial_partner_id"),
    )
