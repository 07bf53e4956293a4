from odoo import api, models
from odoo.tools import SQL

from . import sql_history

#: An order is abnormal when it lies further from the customer's median than this
#: many times the median distance; a customer needs this many orders to have one.
ABNORMAL_FACTOR = 5
ABNORMAL_MIN_ORDERS = 5


class KehuFactsPurchases(models.AbstractModel):
    """What one customer buys, asked when a person looks: never at night."""

    _inherit = "kehu.facts"

    @api.model
    def _sold_where(self, q, first=None):
        """Product lines sold from ``first``, else in the 12 months to the day."""
        return SQL(
            "l.parent_state = 'posted' AND l.display_type = 'product'"
            " AND m.state = 'posted' AND m.move_type IN %s AND m.company_id = %s"
            " AND m.invoice_date BETWEEN %s AND %s AND %s",
            q.move_types,
            q.company_id,
            first or q.year_from,
            q.day,
            q.among("m.commercial_partner_id"),
        )

    @api.model
    def _top_products(self, company, day, partner, limit=5):
        """What ``partner`` bought most of in the 12 months to ``day``.

        :return: list of dicts: product_id (None: imported history that names a
            product we do not have, in ``name`` and ``unit``), quantity (in the
            product's own unit, returns deducted), amount (untaxed, company currency)
        """
        q = self._question(company, day, partner)
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                SELECT product_id, name, unit, SUM(amount) AS amount,
                       SUM(quantity) AS quantity
                  FROM (%s) bought
                 GROUP BY product_id, name, unit
                HAVING SUM(amount) > 0
                 ORDER BY amount DESC, product_id, name, unit
                 LIMIT %s
                """,
                self._bought(q),
                limit,
            )
        )
        return self.env.cr.dictfetchall()

    @api.model
    def _bought(self, q):
        """Product lines of the window, each in the product's own unit."""
        invoiced = SQL(
            """
            SELECT l.product_id, NULL AS name, NULL AS unit,
                   -l.balance AS amount,
                   CASE WHEN m.move_type = 'out_refund' THEN -1 ELSE 1 END
                       * l.quantity * COALESCE(u.factor, 1)
                       / COALESCE(own.factor, 1) AS quantity
              FROM account_move m
              JOIN account_move_line l ON l.move_id = m.id
              JOIN product_product p ON p.id = l.product_id
              JOIN product_template pt ON pt.id = p.product_tmpl_id
              LEFT JOIN uom_uom u ON u.id = l.product_uom_id
              LEFT JOIN uom_uom own ON own.id = pt.uom_id
             WHERE %s
            """,
            self._sold_where(q),
        )
        if q.history:
            return SQL("%s UNION ALL %s", invoiced, sql_history.bought(q))
        return invoiced

    @api.model
    def _months(self, company, day, only=None, months=None):
        """Sales, refunds and buyers by calendar month of the kept history to ``day``.

        :return: list of dicts: month ('YYYY-MM'), sales, refunds, net, order_count,
            refund_count, customer_count (customers with a sale), oldest first
        """
        self.env.flush_all()
        q = self._question(company, day, only)
        self.env.cr.execute(
            SQL(
                """
                WITH documents AS (%s)
                SELECT to_char(day, 'YYYY-MM') AS month,
                       COALESCE(SUM(amount) FILTER (WHERE is_sale), 0) AS sales,
                       COALESCE(SUM(amount) FILTER (WHERE NOT is_sale), 0) AS refunds,
                       SUM(amount) AS net,
                       COUNT(*) FILTER (WHERE is_sale) AS order_count,
                       COUNT(*) FILTER (WHERE NOT is_sale) AS refund_count,
                       COUNT(DISTINCT partner_id) FILTER (WHERE is_sale)
                           AS customer_count
                  FROM documents WHERE day >= %s
                 GROUP BY 1 ORDER BY 1
                """,
                self._ctes(q)["documents"],
                q.kept_from,
            )
        )
        return self.env.cr.dictfetchall()[-months if months else 0 :]

    @api.model
    def _open_documents(self, company, day, partner, limit=5):
        """The oldest open receivables of ``partner``.

        :return: list of dicts: name of the document, due (date or None), residual
            (company currency; negative: a credit), the oldest due first
        """
        self.env.flush_all()
        q = self._question(company, day, partner)
        self.env.cr.execute(
            SQL(
                """
                WITH open_items AS (%s)
                SELECT m.name, o.due, SUM(o.residual) AS residual
                  FROM open_items o JOIN account_move m ON m.id = o.move_id
                 GROUP BY m.id, m.name, o.due
                 ORDER BY o.due NULLS LAST, m.id
                 LIMIT %s
                """,
                self._ctes(q)["open_items"],
                limit,
            )
        )
        return self.env.cr.dictfetchall()

    @api.model
    def _order_sizes(self, q):
        """CTEs: each sale of the kept history, and each customer's usual size."""
        orders = SQL(
            """
            SELECT id AS move_id, NULL::int AS external_sale_id,
                   commercial_partner_id AS partner_id,
                   invoice_date, amount_untaxed_signed AS amount
              FROM account_move
             WHERE state = 'posted'
               AND move_type IN ('out_invoice', 'out_refund', 'out_receipt')
               AND move_type IN %(types)s AND move_type <> 'out_refund'
               AND company_id = %(company)s
               AND invoice_date BETWEEN %(kept)s AND %(day)s AND %(among)s
            """,
            types=q.move_types,
            company=q.company_id,
            kept=q.kept_from,
            day=q.day,
            among=q.among("commercial_partner_id"),
        )
        if q.history:
            orders = SQL("%s UNION ALL %s", orders, sql_history.orders(q))
        return SQL(
            """
            WITH orders AS (
                %s
            ), usual AS (
                SELECT partner_id, COUNT(*) AS orders,
                       percentile_cont(0.5) WITHIN GROUP (ORDER BY amount::float8)
                           AS median
                  FROM orders GROUP BY partner_id
            ), sizes AS (
                SELECT u.partner_id, u.orders, u.median,
                       percentile_cont(0.5) WITHIN GROUP (
                           ORDER BY abs(o.amount::float8 - u.median)) AS mad
                  FROM usual u JOIN orders o ON o.partner_id = u.partner_id
                 GROUP BY u.partner_id, u.orders, u.median
            )
            """,
            orders,
        )

    @api.model
    def _usual_sizes(self, company, day, only=None):
        """Usual order size: list of dicts partner_id, orders, median, mad."""
        self.env.flush_all()
        q = self._question(company, day, only)
        self.env.cr.execute(SQL("%s SELECT * FROM sizes", self._order_sizes(q)))
        return self.env.cr.dictfetchall()

    @api.model
    def _abnormal_orders(self, company, day, only=None):
        """Orders far off the customer's own pattern, in hindsight.

        :return: list of dicts: move_id or external_sale_id, partner_id, invoice_date,
            amount, median, mad, side ('high' or 'low')
        """
        self.env.flush_all()
        q = self._question(company, day, only)
        self.env.cr.execute(
            SQL(
                """
                %s
                SELECT o.move_id, o.external_sale_id, o.partner_id,
                       o.invoice_date, o.amount,
                       s.median, s.mad,
                       CASE WHEN o.amount > s.median THEN 'high' ELSE 'low' END
                           AS side
                  FROM orders o JOIN sizes s ON s.partner_id = o.partner_id
                 WHERE s.orders >= %s AND s.mad > 0
                   AND abs(o.amount::float8 - s.median) > %s * s.mad
                 ORDER BY o.invoice_date, o.move_id, o.external_sale_id
                """,
                self._order_sizes(q),
                ABNORMAL_MIN_ORDERS,
                ABNORMAL_FACTOR,
            )
        )
        return self.env.cr.dictfetchall()
