from odoo import api, models


class SaleOrderLine(models.Model):
    """A confirmed order that is raised is asked about again.

    Lines without a quantity (down payments, expenses) and delivery costs raise
    nothing that we decide.
    """

    _inherit = "sale.order.line"

    @api.model_create_multi
    def create(self, vals_list):
        orders = self.env["sale.order"].browse(
            {vals["order_id"] for vals in vals_list if vals.get("order_id")}
        )
        before = orders._kehu_totals()
        lines = super().create(vals_list)
        lines._kehu_check_raised(before)
        return lines

    def write(self, vals):
        before = self.order_id._kehu_totals()
        done = super().write(vals)
        self._kehu_check_raised(before)
        return done

    def _kehu_check_raised(self, before):
        costs = "is_delivery" in self._fields
        ours = self.filtered(lambda line: not (costs and line.is_delivery))
        for order in ours.order_id.filtered(lambda order: order.id in before):
            after = order.sudo().amount_total
            if order.currency_id.compare_amounts(after, before[order.id]) > 0:
                order._kehu_check_release()


class SaleOrderTotals(models.Model):
    """What confirmed orders come to before they are changed."""

    _inherit = "sale.order"

    def _kehu_totals(self):
        confirmed = self.sudo().filtered(lambda order: order.state == "sale")
        return {order.id: order.amount_total for order in confirmed}
