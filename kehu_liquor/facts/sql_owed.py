"""What is owed and what came in: receivable lines → one row per customer.

A line may name a contact; it counts for the contact's commercial partner.
"""

from odoo.tools import SQL

#: An array and not a join: PostgreSQL then guesses the number of lines aright.
RECEIVABLE = SQL(
    "l.account_id = ANY(ARRAY(SELECT id FROM account_account"
    " WHERE account_type = 'asset_receivable'))"
)


def contacts(q):
    """Who stands for another: the few partners whose lines count for a customer."""
    return SQL(
        """
        SELECT id AS contact_id, commercial_partner_id AS customer_id
          FROM res_partner
         WHERE commercial_partner_id <> id AND %s
        """,
        q.among("commercial_partner_id"),
    )


def open_items(q):
    """Receivable lines not yet settled; the predicate is the partial index's."""
    if q.replay:
        return _open_items_then(q)
    return SQL(
        """
        SELECT l.partner_id AS line_partner_id, l.move_id, l.invoice_date,
               l.date_maturity AS due, l.amount_residual AS residual
          FROM account_move_line l
         WHERE l.parent_state = 'posted'
           AND l.amount_residual <> 0
           AND l.company_id = %(company)s
           AND l.date <= %(day)s
           AND %(receivable)s
           AND %(among)s
        """,
        company=q.company_id,
        day=q.day,
        receivable=RECEIVABLE,
        among=_lines_of(q),
    )


def _open_items_then(q):
    """The same lines as they stood on a past day, by reconciliation dates."""
    return SQL(
        """
        SELECT l.partner_id AS line_partner_id, l.move_id, l.invoice_date,
               l.date_maturity AS due,
               l.balance - COALESCE(d.amount, 0) + COALESCE(c.amount, 0) AS residual
          FROM account_move_line l
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
        among=_lines_of(q),
    )


def _lines_of(q):
    """The condition that a line names one of the customers asked for, or a contact."""
    if q.only is None:
        return SQL("TRUE")
    return SQL(
        "l.partner_id IN (SELECT id FROM res_partner WHERE %s)",
        q.among("commercial_partner_id"),
    )


def owed(q):
    """Owed, overdue and prepaid per customer, and invoices still open past due."""
    return SQL(
        """
        SELECT COALESCE(c.customer_id, line_partner_id) AS partner_id,
               SUM(residual) AS due_total,
               SUM(residual) FILTER (WHERE residual > 0 AND due < %(day)s)
                   AS overdue_gross,
               -SUM(residual) FILTER (WHERE residual < 0) AS prepaid_balance,
               MIN(due) FILTER (WHERE residual > 0 AND due < %(day)s)
                   AS overdue_since,
               COUNT(due) > 0 AS has_overdue_terms,
               COUNT(DISTINCT move_id) FILTER (
                   WHERE residual > 0 AND due < %(day)s AND invoice_date >= %(year)s)
                   AS open_late_12m
          FROM open_items
          LEFT JOIN contacts c ON c.contact_id = line_partner_id
         WHERE line_partner_id IS NOT NULL
         GROUP BY COALESCE(c.customer_id, line_partner_id)
        """,
        day=q.day,
        year=q.year_from,
    )


def cash(q):
    """Customer money that reached a bank or cash journal within the window."""
    return SQL(
        """
        SELECT COALESCE(c.customer_id, l.partner_id) AS partner_id,
               -SUM(l.balance) AS received_12m
          FROM account_move_line l
          LEFT JOIN contacts c ON c.contact_id = l.partner_id
         WHERE l.parent_state = 'posted'
           AND l.partner_id IS NOT NULL
           AND (l.payment_id IS NOT NULL OR l.statement_line_id IS NOT NULL)
           AND l.company_id = %(company)s
           AND l.date BETWEEN %(year)s AND %(day)s
           AND l.journal_id IN (SELECT id FROM account_journal
                                 WHERE type IN ('bank', 'cash', 'credit'))
           AND %(receivable)s
           AND %(among)s
         GROUP BY COALESCE(c.customer_id, l.partner_id)
        """,
        company=q.company_id,
        year=q.year_from,
        day=q.day,
        receivable=RECEIVABLE,
        among=_lines_of(q),
    )
