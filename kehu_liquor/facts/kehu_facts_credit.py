from odoo import api, models
from odoo.tools import SQL

from . import sql_owed


class KehuFactsCredit(models.AbstractModel):
    """What some customers owe and have paid this minute, not as of last night.

    Whoever is about to confirm an order or to approve an opening asks it; the night
    reads the same parts for everybody.
    """

    _inherit = "kehu.facts"

    @api.model
    def _owed_now(self, company, partners):
        """:return: dict partner id → due_total, overdue_gross, prepaid_balance,
        overdue_since; a customer without open items is not in it
        """
        self.env.flush_all()
        q = self._question(company, self._today(company), only=partners)
        rows = self.env.execute_query_dict(
            SQL(
                """
                WITH contacts AS (%s), open_items AS (%s)
                SELECT partner_id, due_total, COALESCE(overdue_gross, 0)
                       AS overdue_gross, COALESCE(prepaid_balance, 0)
                       AS prepaid_balance, overdue_since
                  FROM (%s) o
                """,
                sql_owed.contacts(q),
                sql_owed.open_items(q),
                sql_owed.owed(q),
            )
        )
        return {row["partner_id"]: row for row in rows}

    @api.model
    def _received_ever(self, company, partners):
        """Money of customers that reached the house. :return: partner id → amount"""
        self.env.flush_all()
        q = self._question(company, self._today(company), only=partners)
        rows = self.env.execute_query(
            SQL(
                """
                SELECT p.commercial_partner_id, -SUM(l.balance)
                  FROM account_move_line l
                  JOIN res_partner p ON p.id = l.partner_id
                 WHERE l.parent_state = 'posted'
                   AND (l.payment_id IS NOT NULL OR l.statement_line_id IS NOT NULL)
                   AND l.company_id = %(company)s
                   AND l.date <= %(day)s
                   AND %(receivable)s
                   AND l.partner_id IN (SELECT id FROM res_partner WHERE %(among)s)
                 GROUP BY p.commercial_partner_id
                """,
                company=company.id,
                day=q.day,
                receivable=sql_owed.RECEIVABLE,
                among=q.among("commercial_partner_id"),
            )
        )
        return {partner: float(amount) for partner, amount in rows}
