from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.tools import SQL

from . import sql_trade

#: So long before and after its delivery the effect of a support is looked at.
EFFECT_DAYS = 56


class KehuFactsSupport(models.AbstractModel):
    """What support costs and brings, and being alone with a budget."""

    _inherit = "kehu.facts"

    # ---------------------------------------------------------------- alone
    @api.model
    def _taken_alone(self, budget):
        """Be alone with a budget and sum up anew what is taken of it.

        Whoever waited for the lock still reads what was true before it waited. So the
        row is written, too: a changed row makes PostgreSQL turn the other one away,
        and Odoo asks it again, from the beginning.
        """
        self.env.flush_all()
        cr = self.env.cr
        cr.execute(
            SQL("SELECT id FROM kehu_budget WHERE id = %s FOR UPDATE", budget.id)
        )
        cr.execute(
            SQL(
                """
                UPDATE kehu_budget b SET taken = (
                       SELECT COALESCE(SUM(s.taken), 0) FROM kehu_support s
                        WHERE s.budget_id = b.id)
                 WHERE id = %s RETURNING taken
                """,
                budget.id,
            )
        )
        taken = float(cr.fetchone()[0])
        budget.invalidate_recordset(["taken"])
        return taken

    @api.model
    def _one_by_one(self, kind):
        """Let requests for a kind of support come one after another.

        Written and not only locked, for the same reason as a budget.
        """
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE kehu_support_kind SET write_date = write_date WHERE id = %s",
                kind.id,
            )
        )

    # ----------------------------------------------------------------- sales
    @api.model
    def _net_between(self, company, start, end):
        """Net sales of a company from one day to another, both in."""
        self.env.flush_all()
        q = self._question(company, self._today(company))
        rows = self.env.execute_query(
            SQL(
                "WITH documents AS (%s) SELECT COALESCE(SUM(amount), 0)"
                " FROM documents WHERE day BETWEEN %s AND %s",
                sql_trade.documents(q),
                start,
                end,
            )
        )
        return float(rows[0][0])

    @api.model
    def _support_sales(self, company, supports, day):
        """Net sales around the delivery of supports, of the customer and of others.

        Others: customers of the same grade who got no support in those days.

        :param supports: delivered ones; those whose days are not over are left out
        :return: list of ``(support id, is the customer's own, before, after)``
        """
        ended = day - timedelta(days=EFFECT_DAYS)
        asked = supports.filtered(lambda s: s.delivered_on and s.delivered_on <= ended)
        if not asked:
            return []
        self.env.flush_all()
        return self.env.execute_query(
            SQL(
                """
                WITH documents AS (%(documents)s), asked AS (
                    SELECT s.id, s.partner_id, s.delivered_on AS day, m.grade_id
                      FROM kehu_support s
                      LEFT JOIN kehu_metric m ON m.partner_id = s.partner_id
                       AND m.company_id = s.company_id
                     WHERE s.id = ANY(%(ids)s) AND s.company_id = %(company)s
                ), among AS (%(among)s)
                SELECT a.id, a.is_self,
                       COALESCE(SUM(d.amount) FILTER (WHERE d.day < a.day), 0),
                       COALESCE(SUM(d.amount) FILTER (WHERE d.day >= a.day), 0)
                  FROM among a
                  LEFT JOIN documents d ON d.partner_id = a.partner_id
                   AND d.day >= a.day - %(days)s AND d.day < a.day + %(days)s
                 GROUP BY a.id, a.is_self, a.partner_id
                """,
                documents=sql_trade.documents(self._question(company, day)),
                ids=list(asked.ids),
                company=company.id,
                among=self._support_among(company),
                days=EFFECT_DAYS,
            )
        )

    @api.model
    def _support_among(self, company):
        """Each support's customer, and the others it is compared with."""
        return SQL(
            """
                SELECT id, day, partner_id, TRUE AS is_self FROM asked
                 UNION ALL
                SELECT a.id, a.day, m.partner_id, FALSE
                  FROM asked a
                  JOIN kehu_metric m ON m.company_id = %(company)s
                   AND m.grade_id = a.grade_id AND m.partner_id <> a.partner_id
                 WHERE NOT EXISTS (
                       SELECT FROM kehu_support x
                        WHERE x.partner_id = m.partner_id
                          AND x.company_id = %(company)s
                          AND x.delivered_on > a.day - %(days)s
                          AND x.delivered_on < a.day + %(days)s)
            """,
            company=company.id,
            days=EFFECT_DAYS,
        )

    # ------------------------------------------------------------------ cost
    @api.model
    def _support_costs(self, company, day):
        """What posted lines say a customer cost in 12 months, one row a customer."""
        return SQL(
            """
            SELECT s.partner_id, s.company_id, SUM(l.balance) AS cost
              FROM account_move_line l
              JOIN kehu_support s ON s.id = l.kehu_support_id
             WHERE l.kehu_support_id IS NOT NULL AND l.parent_state = 'posted'
               AND s.company_id = %s AND l.date > %s AND l.date <= %s
             GROUP BY s.partner_id, s.company_id
            """,
            company.id,
            day - relativedelta(years=1),
            day,
        )

    @api.model
    def _support_shares(self, company, day, partners=None):
        """Customers that cost something in 12 months, all of them or some.

        :return: list of ``(partner id, grade id, cost, net sales)``
        """
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                "SELECT c.partner_id, m.grade_id, c.cost, COALESCE(m.net_12m, 0)"
                " FROM (%s) c LEFT JOIN kehu_metric m"
                " ON m.partner_id = c.partner_id AND m.company_id = c.company_id"
                " WHERE c.cost <> 0 AND %s",
                self._support_costs(company, day),
                self._among("c.partner_id", partners),
            )
        )
        return [(p, grade, float(cost), float(net)) for p, grade, cost, net in rows]
