from datetime import date

from odoo import fields, models
from odoo.tools import SQL


class KehuPointsBalanceRows(models.Model):
    """Balances as a statement in place of a table: one sum over the ledger."""

    _inherit = "kehu.points.balance"

    @property
    def _table_query(self):
        today = self.env["kehu.facts"]._today(self.env.company)
        counts = SQL("e.day <= %s", today)

        def total(kinds, sign):
            return SQL(
                "COALESCE(%s * SUM(e.points)"
                " FILTER (WHERE %s AND e.kind = ANY(%s)), 0)",
                sign,
                counts,
                kinds,
            )

        return SQL(
            """
            SELECT MIN(e.id) AS id, e.partner_id, e.company_id,
                   p.user_id, p.kehu_role_id AS role_id,
                   COALESCE(SUM(e.points) FILTER (WHERE %(counts)s), 0) AS balance,
                   %(earned)s AS earned, %(redeemed)s AS redeemed,
                   %(expired)s AS expired, MAX(e.day) AS last_day
              FROM kehu_points_entry e
              JOIN res_partner p ON p.id = e.partner_id
             GROUP BY e.partner_id, e.company_id, p.id
            """,
            counts=counts,
            earned=total(["earn", "reverse"], 1),
            redeemed=total(["redeem"], -1),
            expired=total(["expire"], -1),
        )


class KehuPointsLiabilityRows(models.Model):
    """What is left of each lot on a day, of the companies at work."""

    _inherit = "kehu.points.liability"

    @property
    def _table_query(self):
        facts = self.env["kehu.facts"]
        asked = fields.Date.to_date(self.env.context.get("kehu_points_day"))
        parts = []
        for company in self.env.companies:
            day = asked if isinstance(asked, date) else facts._today(company)
            parts.append(self._of_company(company.sudo(), day))
        return SQL(" UNION ALL ").join(parts)

    def _of_company(self, company, day):
        months = SQL("(12 * EXTRACT(YEAR FROM a.age) + EXTRACT(MONTH FROM a.age))")
        return SQL(
            """
            SELECT l.lot_id AS id, l.partner_id, %(company)s AS company_id,
                   %(currency)s AS currency_id, p.kehu_role_id AS role_id,
                   o.document, l.day, l.expires_on, l.points,
                   l.points * %(value)s::numeric AS value,
                   CASE WHEN %(months)s < 3 THEN '1' WHEN %(months)s < 6 THEN '2'
                        WHEN %(months)s < 12 THEN '3' WHEN %(months)s < 24 THEN '4'
                        ELSE '5' END AS age
              FROM (%(left)s) l
              CROSS JOIN LATERAL (SELECT AGE(%(day)s::date, l.day) AS age) a
              JOIN res_partner p ON p.id = l.partner_id
              JOIN kehu_points_entry o ON o.id = l.lot_id
            """,
            company=company.id,
            currency=company.currency_id.id,
            value=company.kehu_points_value,
            months=months,
            left=self.env["kehu.facts"]._points_left(company, day),
            day=day,
        )
