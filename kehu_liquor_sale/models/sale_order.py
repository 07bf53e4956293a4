from odoo import api, fields, models
from odoo.exceptions import RedirectWarning

SALES = "sales_team.group_sale_salesman,kehu_liquor.group_kehu_manager"


class SaleOrder(models.Model):
    """An order is confirmed when it passes or is released, whatever way it takes.

    All ways lead through `write` or `create` with the state of a confirmed order:
    the button, a remote call, many at once, a copy, a portal and a shop. Invoices
    are never held up: what is shipped is invoiced.
    """

    _inherit = "sale.order"

    kehu_release_ids = fields.One2many(
        "kehu.release", "order_id", string="Releases", copy=False, groups=SALES
    )
    kehu_block = fields.Text(
        string="Needs a Release", compute="_compute_kehu_block", groups=SALES
    )
    kehu_is_asked = fields.Boolean(
        string="Release Asked for", compute="_compute_kehu_block", groups=SALES
    )

    @api.depends("partner_id", "amount_total", "state", "kehu_release_ids.state")
    def _compute_kehu_block(self):
        for order in self:
            waits = order._origin and order.state in ("draft", "sent")
            reasons = order._origin._kehu_blocked() if waits else []
            order.kehu_block = "\n".join(reasons)
            asked = order.sudo().kehu_release_ids.filtered(lambda r: r.state == "asked")
            order.kehu_is_asked = bool(asked)

    # ------------------------------------------------------------------ CRUD
    @api.model_create_multi
    def create(self, vals_list):
        orders = super().create(vals_list)
        orders.filtered(lambda order: order.state == "sale")._kehu_check_release()
        return orders

    def write(self, vals):
        if vals.get("state") != "sale":
            return super().write(vals)
        confirmed = self.filtered(lambda order: order.state != "sale")
        confirmed._kehu_check_release()
        if len(confirmed) > 1:  # each counts for the next
            for order in self:
                order.write(vals)
            return True
        done = super().write(vals)
        confirmed._kehu_close_asked()
        return done

    def _action_cancel(self):
        self._kehu_close_asked()
        return super()._action_cancel()

    def _validate_order(self):
        """A customer confirms in the portal or shop: told nothing of our reasons."""
        blocked = self.filtered(lambda order: order._kehu_blocked())
        blocked._kehu_ask(self.env._("Confirmed by the customer"))
        return super(SaleOrder, self - blocked)._validate_order()

    # ------------------------------------------------------------ the block
    def _kehu_blocked(self):
        """The reasons that no release covers."""
        reasons = self._kehu_reasons()
        return [] if reasons and self._kehu_is_released() else reasons

    def _kehu_is_released(self):
        """For this order, customer and company, up to the total that was released."""
        order = self.sudo()
        return any(
            release.state == "released"
            and release.partner_id == order.partner_id.commercial_partner_id
            and release.company_id == order.company_id
            and release.currency_id == order.currency_id
            and order.currency_id.compare_amounts(release.amount, order.amount_total)
            >= 0
            for release in order.kehu_release_ids
        )

    def _kehu_check_release(self):
        """Stop an order that needs a release; say why, and offer to ask for it."""
        if not self.env.registry.ready:
            return  # demo data of other addons, while they are installed
        for order in self:
            if reasons := order._kehu_blocked():
                raise RedirectWarning(
                    self.env._(
                        "%(order)s needs a manager's release:\n%(reasons)s",
                        order=order.name,
                        reasons="\n".join(f"• {reason}" for reason in reasons),
                    ),
                    self.env.ref("kehu_liquor_sale.kehu_release_ask_action").id,
                    self.env._("Release …"),
                    {"default_order_id": order.id},
                )

    def _kehu_ask(self, note):
        for order in self:
            self.env["kehu.release"].sudo()._ask(order, note)

    def _kehu_close_asked(self):
        asked = self.sudo().kehu_release_ids.filtered(lambda r: r.state == "asked")
        asked.write({"state": "lapsed"})
