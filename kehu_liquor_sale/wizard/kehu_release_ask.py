from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class KehuReleaseAsk(models.TransientModel):
    """The small dialog when an order is held: a salesperson asks, a manager releases.

    A manager who confirms gives the release here, with a reason; not silently.
    """

    _name = "kehu.release.ask"
    _description = "Ask for a release"

    order_id = fields.Many2one("sale.order", required=True, readonly=True)
    reasons = fields.Text(compute="_compute_reasons")
    note = fields.Char(string="Why It Should Pass", required=True)

    @api.depends("order_id")
    def _compute_reasons(self):
        for dialog in self:
            dialog.order_id.check_access("read")
            dialog.reasons = "\n".join(dialog.order_id._kehu_reasons())

    def action_ask(self):
        """The salesperson asks; managers are told."""
        self._check_dialog()
        self.env["kehu.release"]._ask(self.order_id, self.note)
        return {"type": "ir.actions.act_window_close"}

    def action_release(self):
        """A manager releases the order and confirms it at once."""
        if not self.env.user.has_group("kehu_liquor.group_kehu_manager"):
            raise AccessError(self.env._("Only a manager releases orders."))
        self._check_dialog()
        release = self.env["kehu.release"]._ask(self.order_id, self.note)
        release = release.with_env(self.env)
        release.decision_note = self.note
        release.action_release()
        self.order_id.action_confirm()
        return {"type": "ir.actions.act_window_close"}

    def _check_dialog(self):
        self.ensure_one()
        self.order_id.check_access("write")
        if self.order_id.state not in ("draft", "sent", "sale"):
            raise UserError(self.env._("This order is not to be confirmed."))
        if not self.order_id._kehu_blocked():
            raise UserError(self.env._("This order passes: confirm it."))
