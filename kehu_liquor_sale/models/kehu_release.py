from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

STATES = [
    ("asked", "Asked for"),
    ("released", "Released"),
    ("refused", "Refused"),
    ("lapsed", "Not Needed Any More"),
]


class KehuRelease(models.Model):
    """A manager's word that an order may be confirmed in spite of the reasons.

    For one order of one customer, up to its total when it was given: a raised order
    asks again, a copy has none. Never edited or deleted.
    """

    _name = "kehu.release"
    _description = "Release of an order"
    _order = "id desc"
    _rec_name = "order_id"
    _check_company_auto = True

    order_id = fields.Many2one(
        "sale.order", required=True, readonly=True, index=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade"
    )
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    amount = fields.Monetary(string="Up to", readonly=True)
    reasons = fields.Text(readonly=True)
    note = fields.Char(string="Why It Is Asked for", readonly=True)
    asked_by_id = fields.Many2one(
        "res.users", string="Asked by", readonly=True, ondelete="restrict"
    )
    state = fields.Selection(STATES, default="asked", required=True, readonly=True)
    decided_by_id = fields.Many2one(
        "res.users", string="Decided by", readonly=True, ondelete="restrict"
    )
    decided_on = fields.Datetime(readonly=True)
    decision_note = fields.Char(string="Reason of the Decision")

    _one_asked = models.UniqueIndex(
        "(order_id) WHERE state = 'asked'", "A release is asked for already."
    )

    def write(self, vals):
        if not self.env.su:
            decided = self.filtered(lambda release: release.state != "asked")
            if set(vals) - {"decision_note"} or decided:
                raise AccessError(
                    self.env._("A release is decided by its buttons, not by hand.")
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Releases are never deleted."))

    # --------------------------------------------------------------- asking
    @api.model
    def _ask(self, order, note):
        """Ask, or bring what was asked up to the order's total; tell managers."""
        order = order.sudo()
        values = {
            "order_id": order.id,
            "partner_id": order.partner_id.commercial_partner_id.id,
            "company_id": order.company_id.id,
            "currency_id": order.currency_id.id,
            "amount": order.amount_total,
            "reasons": "\n".join(order._kehu_reasons()),
            "note": note,
            "asked_by_id": self.env.uid,
        }
        asked = order.kehu_release_ids.filtered(lambda r: r.state == "asked")
        if asked:
            asked.write(values)
            return asked
        release = self.sudo().create(values)
        release._tell_managers()
        return release

    def _tell_managers(self):
        group = self.env.ref("kehu_liquor.group_kehu_manager")
        managers = group.all_user_ids.filtered(
            lambda user: self.company_id in user.company_ids and user.id != self.env.uid
        )
        self.order_id.message_post(
            body=self.env._("A release is asked for: %s", self.note or self.reasons),
            partner_ids=managers.partner_id.ids,
        )

    # -------------------------------------------------------------- deciding
    def action_release(self):
        """A manager, with a reason: the order may be confirmed."""
        self._decide("released", self.env._("Released: %s"))
        return True

    def action_refuse(self):
        """A manager, with a reason: it may not."""
        self._decide("refused", self.env._("Release refused: %s"))
        return True

    def _decide(self, state, words):
        if not self.env.user.has_group("kehu_liquor.group_kehu_manager"):
            raise AccessError(self.env._("Only a manager releases orders."))
        for release in self:
            release.check_access("write")
            release.lock_for_update()
            if release.state != "asked":
                raise UserError(self.env._("This has been decided already."))
            if not (release.decision_note or "").strip():
                raise UserError(self.env._("Say why: it is read with the order."))
            release.sudo().write(
                {
                    "state": state,
                    "decided_by_id": self.env.uid,
                    "decided_on": fields.Datetime.now(),
                }
            )
            release.sudo().order_id.message_post(body=words % release.decision_note)
