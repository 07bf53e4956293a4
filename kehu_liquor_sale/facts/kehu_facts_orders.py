from odoo import api, models
from odoo.tools import SQL


class KehuFactsOrders(models.AbstractModel):
    """Confirmed orders that no posted invoice asks for yet."""

    _inherit = "kehu.facts"

    @api.model
    def _uninvoiced(self, company, partner):
        """What is still to be invoiced of a customer's confirmed orders.

        A down payment counts as invoiced, a draft invoice does not; what a merchant
        delivers is owed to the merchant. In the company's
        currency, at each order's own rate.

        :return: dict order id → amount
        """
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT o.id, GREATEST(0, o.amount_total - COALESCE(i.amount, 0))
                             / COALESCE(NULLIF(o.currency_rate, 0), 1)
                  FROM sale_order o
                  LEFT JOIN LATERAL (
                       SELECT SUM(l.price_total) AS amount
                         FROM sale_order_line s
                         JOIN sale_order_line_invoice_rel r ON r.order_line_id = s.id
                         JOIN account_move_line l ON l.id = r.invoice_line_id
                         JOIN account_move m ON m.id = l.move_id
                        WHERE s.order_id = o.id AND m.state = 'posted'
                          AND m.move_type = 'out_invoice'
                       ) i ON TRUE
                 WHERE o.state = 'sale' AND o.company_id = %s
                   AND o.kehu_merchant_id IS NULL
                   AND o.partner_invoice_id IN (
                       SELECT id FROM res_partner WHERE commercial_partner_id = %s)
                """,
                company.id,
                partner.id,
            )
        )
        return {order: float(amount) for order, amount in rows}
