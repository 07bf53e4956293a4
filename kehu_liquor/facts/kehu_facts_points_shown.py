from odoo import api, models
from odoo.tools import SQL

from . import sql_points


class KehuFactsPointsShown(models.AbstractModel):
    """Designated merchants' invoices as documents that earn, each a family of its own.

    The customer has paid the merchant: nothing waits for payment. Quantities are
    entered in the product's own unit.
    """

    _inherit = "kehu.facts"

    @api.model
    def _points_shown(self, ids):
        """As `_points_documents`."""
        documents = self._points_ask(
            SQL(
                """
                SELECT e.id AS root, e.id, e.company_id, e.number AS name,
                       p.commercial_partner_id AS partner_id,
                       FALSE AS is_return, 1 AS sign, 1 AS face,
                       %(place)s, e.date AS day,
                       TRUE AS is_paid, e.state = 'confirmed' AS counts,
                       TRUE AS is_booked
                  FROM kehu_external_sale e
                  JOIN res_partner p ON p.id = e.partner_id
                 WHERE e.id = ANY(%(ids)s) AND e.kind = 'merchant_invoice'
                 ORDER BY e.id
                """,
                place=sql_points.place("p.commercial_partner_id", "e.company_id"),
                ids=list(ids),
            )
        )
        return self._points_with_lines(documents, shown_lines)

    @api.model
    def _points_shown_families(self, company, part, after, limit):
        """As `_points_families`."""
        rows = self._points_ask(
            SQL(
                """
                SELECT s.id FROM kehu_external_sale s
                 WHERE s.company_id = %(company)s AND s.id > %(after)s
                   AND s.kind = 'merchant_invoice'
                   AND (s.state = 'confirmed' OR EXISTS (
                        SELECT FROM kehu_points_entry e
                         WHERE e.external_sale_id = s.id))
                   AND %(part)s
                 ORDER BY s.id LIMIT %(limit)s
                """,
                part=self._points_part("s", "external_sale_id", part),
                company=company.id,
                after=after,
                limit=limit,
            )
        )
        return [row["id"] for row in rows]


def shown_lines(ids):
    """As `sql_points.lines`."""
    return SQL(
        """
        SELECT l.sale_id AS move_id, l.id AS line_id, l.product_id, l.quantity,
               l.amount AS net, l.amount + COALESCE(l.tax_amount, 0) AS gross,
               pc.parent_path AS categories
          FROM kehu_external_sale_line l
          JOIN product_product pp ON pp.id = l.product_id
          JOIN product_template pt ON pt.id = pp.product_tmpl_id
          LEFT JOIN product_category pc ON pc.id = pt.categ_id
         WHERE l.sale_id = ANY(%s)
         ORDER BY l.sale_id, l.sequence, l.id
        """,
        list(ids),
    )
