from odoo import api, models
from odoo.tools import SQL

from . import sql_lines

#: The line sells what was advised: the product, something of the category, anything.
TARGET = SQL(
    "(a.product_id IS NULL OR a.product_id = l.product_id)"
    " AND (a.category IS NULL OR pc.parent_path LIKE a.category || '%%')"
)


class KehuFactsAdvice(models.AbstractModel):
    """What was sold before and after advice, to the advised and to their like."""

    _inherit = "kehu.facts"

    @api.model
    def _advice_sales(self, company, day, since=None):
        """Net sales around each adopted piece of advice whose days are over.

        Of posted documents, returns deducted, in the company's currency. Others are
        customers of the same company, grade on that day and role, to whom no advice
        was brought in those days.

        :param since: leave out what is measured and ended before this day
        :return: list of ``(advice id, whether its own, before, after)``
        """
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                WITH asked AS MATERIALIZED (%s), who AS (%s), sold AS (%s)
                SELECT w.id, w.is_self, COALESCE(s.before, 0), COALESCE(s.after, 0)
                  FROM who w
                  LEFT JOIN sold s ON s.id = w.id AND s.partner_id = w.partner_id
                 ORDER BY w.id, w.partner_id
                """,
                self._advice_asked(company, day, since),
                self._advice_who(company),
                self._advice_sold(company),
            )
        )
        return self.env.cr.fetchall()

    @api.model
    def _advice_sold(self, company):
        """Sums of the lines that sell what was advised, before and after."""
        return SQL(
            """
            SELECT w.id, w.partner_id,
                   SUM(-l.balance) FILTER (WHERE m.invoice_date < a.day) AS before,
                   SUM(-l.balance) FILTER (WHERE m.invoice_date >= a.day) AS after
              FROM who w
              JOIN asked a ON a.id = w.id
              JOIN account_move m ON m.commercial_partner_id = w.partner_id
               AND m.company_id = %(company)s
               AND m.invoice_date >= a.day - a.days
               AND m.invoice_date < a.day + a.days
              JOIN account_move_line l ON l.move_id = m.id
              JOIN res_company c ON c.id = m.company_id
              LEFT JOIN product_product pp ON pp.id = l.product_id
              LEFT JOIN product_template pt ON pt.id = pp.product_tmpl_id
              LEFT JOIN product_category pc ON pc.id = pt.categ_id
             WHERE %(posted)s AND %(untaxed)s AND %(target)s
             GROUP BY w.id, w.partner_id
            """,
            company=company.id,
            posted=sql_lines.POSTED_SALES,
            untaxed=sql_lines.UNTAXED,
            target=TARGET,
        )

    @api.model
    def _advice_asked(self, company, day, since):
        """Advice to look at, with the customer's grade on the day it was adopted."""
        new = SQL("TRUE")
        if since:
            new = SQL("(a.effect IS NULL OR a.answered_on + a.effect_days > %s)", since)
        return SQL(
            """
            SELECT a.id, a.partner_id, a.answered_on AS day, a.effect_days AS days,
                   a.product_id, pc.parent_path AS category,
                   p.kehu_role_id AS role_id, %(grade)s AS grade_id
              FROM kehu_advice a
              JOIN res_partner p ON p.id = a.partner_id
              LEFT JOIN product_category pc ON pc.id = a.category_id
              LEFT JOIN kehu_metric k ON k.partner_id = a.partner_id
               AND k.company_id = a.company_id
             WHERE a.company_id = %(company)s AND a.state = 'adopted'
               AND a.answered_on + a.effect_days - 1 <= %(day)s AND %(new)s
            """,
            grade=self._grade_on(SQL("a.answered_on")),
            company=company.id,
            day=day,
            new=new,
        )

    @api.model
    def _advice_who(self, company):
        """The advised customer and those to compare with, for each advice."""
        return SQL(
            """
            SELECT a.id, a.partner_id, TRUE AS is_self FROM asked a
             UNION ALL
            SELECT a.id, k.partner_id, FALSE
              FROM asked a
              JOIN kehu_metric k ON k.company_id = %(company)s AND k.active
               AND k.partner_id <> a.partner_id
              JOIN res_partner p ON p.id = k.partner_id
               AND p.kehu_role_id IS NOT DISTINCT FROM a.role_id
             WHERE a.grade_id = %(grade)s
               AND NOT EXISTS (
                   SELECT FROM kehu_advice x
                    WHERE x.partner_id = k.partner_id
                      AND x.company_id = %(company)s
                      AND x.state IN ('carried', 'adopted', 'declined')
                      AND COALESCE(x.answered_on, x.carried_on)
                          BETWEEN a.day - a.days AND a.day + a.days - 1)
            """,
            company=company.id,
            grade=self._grade_on(SQL("a.day")),
        )

    @api.model
    def _grade_on(self, day):
        """The grade of the customer of ``k`` on a day; today's if none is on record."""
        return SQL(
            """
            COALESCE((SELECT h.grade_id FROM kehu_grade_history h
                       WHERE h.partner_id = k.partner_id
                         AND h.company_id = k.company_id AND h.date <= %s
                       ORDER BY h.date DESC, h.id DESC LIMIT 1), k.grade_id)
            """,
            day,
        )
