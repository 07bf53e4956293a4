from odoo import api, models
from odoo.tools import SQL

from . import sql_margin


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
        changed = self.env.cr.rowcount
        if only is None:
            # The overview is planned on what is known of the table before long.
            self.env.cr.execute("ANALYZE kehu_margin")
        self.env["kehu.margin"].invalidate_model()
        return changed

    @api.model
    def _no_margins(self, q):
        return SQL("DELETE FROM kehu_margin WHERE company_id = %s", q.company_id)

    @api.model
    def _margin_statement(self, q, spans):
        days = sql_margin.cuts(spans)
        return SQL(
            """
            WITH lines AS (%(lines)s), pieces AS (%(pieces)s), fresh AS (%(fresh)s),
            stored AS (
                SELECT * FROM kehu_margin m
                 WHERE m.company_id = %(company)s AND %(among)s
            ), news AS (
                SELECT m.id, fresh.partner_id, fresh.periods
                  FROM fresh
                  FULL JOIN stored m ON m.partner_id = fresh.partner_id
                 WHERE fresh.periods IS DISTINCT FROM m.periods
            ), changed AS (
                UPDATE kehu_margin m SET periods = news.periods FROM news
                 WHERE m.id = news.id AND news.partner_id IS NOT NULL
             RETURNING 1
            ), born AS (
                INSERT INTO kehu_margin (company_id, partner_id, periods)
                SELECT %(company)s, partner_id, periods FROM news WHERE id IS NULL
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
        )
