from odoo import api, models
from odoo.tools import SQL

from .sql_owed import RECEIVABLE


class KehuFactsTerms(models.AbstractModel):
    """Credit terms as warnings need them: about to end, and overrun."""

    _inherit = "kehu.facts"

    @api.model
    def _places_overdue(self):
        """On which places customers with something overdue stand, each once.

        :return: ``(company, role, quadrant, grade, audience)``, None where nothing
        """
        return self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT m.company_id, p.kehu_role_id, m.quadrant, m.grade_id,
                       m.audience_id
                  FROM kehu_metric m
                  JOIN res_partner p ON p.id = m.partner_id
                 WHERE m.overdue_amount > 0 AND m.grade_id IS NOT NULL
                """
            )
        )

    @api.model
    def _beyond_terms(self, terms):
        """Rows of figures overdue for more days than the customer may take to pay.

        :param terms: ``(company, role, quadrant, grade, audience, days)`` per place
        """
        day = self.env.context.get("kehu_day") or self._today(self.env.company)
        if not terms:
            return SQL("(SELECT NULL::int WHERE FALSE)")
        return SQL(
            """
            (SELECT m.id FROM kehu_metric m
               JOIN res_partner p ON p.id = m.partner_id
               JOIN (VALUES %s) t (company, role, quadrant, grade, audience, days)
                 ON t.company = m.company_id AND t.grade = m.grade_id
                AND t.role IS NOT DISTINCT FROM p.kehu_role_id
                AND t.quadrant IS NOT DISTINCT FROM m.quadrant
                AND t.audience IS NOT DISTINCT FROM m.audience_id
              WHERE m.overdue_amount > 0 AND m.overdue_since < %s - t.days::int)
            """,
            SQL(", ").join(
                SQL("(%s, %s::int, %s, %s, %s::int, %s)", *t) for t in terms
            ),
            day,
        )

    @api.model
    def _due_soon(self, days):
        """Rows of figures of customers with an open item due within so many days."""
        day = self.env.context.get("kehu_day") or self._today(self.env.company)
        return SQL(
            """
            (SELECT m.id FROM kehu_metric m
               JOIN (SELECT DISTINCT l.company_id, p.commercial_partner_id
                       FROM account_move_line l
                       JOIN res_partner p ON p.id = l.partner_id
                      WHERE l.parent_state = 'posted' AND l.amount_residual <> 0
                        AND l.amount_residual > 0 AND %(receivable)s
                        AND l.date_maturity BETWEEN %(day)s::date
                                                AND %(day)s::date + %(days)s
                    ) due ON due.commercial_partner_id = m.partner_id
                         AND due.company_id = m.company_id)
            """,
            receivable=RECEIVABLE,
            day=day,
            days=days,
        )
