from odoo import api, models
from odoo.tools import SQL

from . import sql_margin
from .storage import differs, names


class KehuFactsMargin(models.AbstractModel):
    """Gross margin by customer and period: net sales less the products' cost.

    Read from the lines, which takes longer than anybody waits for a page: once a
    night, all periods at once, and only in companies whose products have a cost.
    """

    _inherit = "kehu.facts"

    @api.model
    def _has_costs(self, company):
        """Whether any product has a cost in this company."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "SELECT EXISTS (SELECT FROM product_product"
                " WHERE (standard_price ->> %s)::numeric <> 0)",
                str(company.id),
            )
        )
        return self.env.cr.fetchone()[0]

    @api.model
    def _has_margins(self, company):
        """Whether the night left any margin of this company's customers."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "SELECT EXISTS (SELECT FROM kehu_margin WHERE company_id = %s)",
                company.id,
            )
        )
        return self.env.cr.fetchone()[0]

    @api.model
    def _refresh_margins(self, company, day, spans, only=None):
        """Bring `kehu.margin` to ``day``: one statement, which writes what changed.

        :param spans: ``{period: (first day, last day)}``, both in
        :param only: commercial partners to refresh, all of the company's if None
        :return: how many rows changed
        """
        q = self._question(company, day, only)
        costs = self._has_costs(company)
        statement = self._margin_statement(q, spans) if costs else self._no_margins(q)
        self._execute_tuned(statement, whole=only is None)
        self.env["kehu.margin"].invalidate_model()
        return self.env.cr.rowcount

    @api.model
    def _no_margins(self, q):
        return SQL("DELETE FROM kehu_margin WHERE company_id = %s", q.company_id)

    @api.model
    def _margin_statement(self, q, spans):
        days, columns = sql_margin.cuts(spans), sql_margin.FIGURES
        return SQL(
            """
            WITH lines AS (%(lines)s), pieces AS (%(pieces)s), fresh AS (%(fresh)s),
            stored AS (
                SELECT * FROM kehu_margin m
                 WHERE m.company_id = %(company)s AND %(among)s
            ), news AS (
                SELECT m.id, fresh.partner_id, fresh.period, %(these)s
                  FROM fresh
                  FULL JOIN stored m
                    ON m.partner_id = fresh.partner_id AND m.period = fresh.period
                 WHERE m.id IS NULL OR fresh.partner_id IS NULL OR %(differs)s
            ), changed AS (
                UPDATE kehu_margin m SET %(set)s FROM news
                 WHERE m.id = news.id AND news.partner_id IS NOT NULL
             RETURNING 1
            ), born AS (
                INSERT INTO kehu_margin (company_id, partner_id, period, %(names)s)
                SELECT %(company)s, partner_id, period, %(names)s FROM news
                 WHERE id IS NULL
             RETURNING 1
            ), gone AS (
                DELETE FROM kehu_margin m USING news
                 WHERE m.id = news.id AND news.partner_id IS NULL
             RETURNING 1
            )
            SELECT 1 FROM changed UNION ALL SELECT 1 FROM born
             UNION ALL SELECT 1 FROM gone
            """,
            lines=sql_margin.lines(q, days),
            pieces=sql_margin.pieces(days),
            fresh=sql_margin.fresh(spans, days),
            company=q.company_id,
            among=q.among("m.partner_id"),
            these=names(columns, "fresh"),
            names=names(columns),
            differs=differs("fresh", "m", columns),
            set=SQL(", ").join(
                SQL("%(c)s = news.%(c)s", c=SQL.identifier(c)) for c in columns
            ),
        )
