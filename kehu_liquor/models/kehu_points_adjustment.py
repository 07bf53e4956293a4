from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

KINDS = [("adjust", "Adjustment"), ("opening", "Opening Balance")]
STATES = [
    ("waiting", "Waits for Approval"),
    ("booked", "Booked"),
    ("refused", "Refused"),
    ("cancelled", "Cancelled"),
]
#: What is decided, never entered.
DECIDED = {"state", "decided_by_id", "decided_on", "entry_ids"}


class KehuPointsAdjustment(models.Model):
    """Points that no document explains: asked for with a reason, booked by a second.

    A correction, a courtesy, or what customers had before the ledger began. Who asks
    never approves it, and what was entered stands: a wrong one is answered by another.
    """

    _name = "kehu.points.adjustment"
    _inherit = "kehu.about.customer"
    _description = "Points adjustment"
    _order = "date desc, id desc"
    _rec_name = "reason"

    kind = fields.Selection(KINDS, required=True, default="adjust")
    points = fields.Float(
        string="Reward Points",
        required=True,
        digits=(16, 2),
        help="Below zero takes points away.",
    )
    reason = fields.Char(required=True)
    date = fields.Date(required=True, default=fields.Date.context_today)
    expires_on = fields.Date(
        string="Valid until",
        help="The last day. Empty: as the settings say for points of this date.",
    )
    state = fields.Selection(STATES, default="waiting", required=True, readonly=True)
    decided_by_id = fields.Many2one(
        "res.users", string="Decided by", readonly=True, ondelete="restrict"
    )
    decided_on = fields.Date(readonly=True)
    entry_ids = fields.One2many("kehu.points.entry", "adjustment_id", readonly=True)

    _not_nothing = models.Constraint(
        "CHECK (points <> 0)", "Say how many points, above or below zero."
    )
    _opening_above = models.Constraint(
        "CHECK (kind <> 'opening' OR points > 0)",
        "An opening balance is above zero; what is too much is adjusted.",
    )

    @api.constrains("date", "expires_on", "reason", "points")
    def _check_makes_sense(self):
        for row in self:
            if not (row.reason or "").strip():
                raise ValidationError(self.env._("An adjustment says why."))
            if row.date > self.env["kehu.facts"]._today(row.company_id):
                raise ValidationError(self.env._("Points are not adjusted in advance."))
            if row.expires_on and (row.points < 0 or row.expires_on < row.date):
                raise ValidationError(
                    self.env._("Points that are given end on their day or later.")
                )

    # ------------------------------------------------------------------ CRUD
    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        for vals in vals_list:
            partner = self.env["res.partner"].browse(vals.get("partner_id"))
            partner.check_access("read")
            for name in DECIDED:
                vals.pop(name, None)
            vals["partner_id"] = partner.sudo().commercial_partner_id.id
        return super().create(vals_list)

    def write(self, vals):
        self.check_access("write")
        if not self.env.su:
            raise UserError(
                self.env._("What was entered stands: cancel it and enter it anew.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Adjustments are kept: cancel it."))

    # --------------------------------------------------------------- actions
    def action_approve(self):
        """A second person agrees: it is booked."""
        for row in self._to_decide():
            row._book()
            row._decide("booked")
        return True

    def action_refuse(self):
        """A second person does not agree."""
        self._to_decide()._decide("refused")
        return True

    def action_cancel(self):
        """Who entered it takes it back, as long as nobody decided."""
        self.check_access("write")
        for row in self.sudo():
            row.lock_for_update()
            if row.state != "waiting":
                raise UserError(self.env._("This is settled already."))
        self.sudo().write({"state": "cancelled"})
        return True

    def _to_decide(self):
        self.check_access("write")
        groups = ("kehu_liquor.group_kehu_manager", "account.group_account_manager")
        if not any(self.env.user.has_group(group) for group in groups):
            raise AccessError(
                self.env._("Managers and accounting managers approve adjustments.")
            )
        for row in self.sudo():
            row.lock_for_update()
            if row.create_uid == self.env.user:
                raise UserError(
                    self.env._("A second person approves, not who entered it.")
                )
            if row.state != "waiting":
                raise UserError(self.env._("This is settled already."))
        return self.sudo()

    def _decide(self, state):
        for row in self:
            today = self.env["kehu.facts"]._today(row.company_id)
            row.write(
                {"state": state, "decided_by_id": self.env.uid, "decided_on": today}
            )

    def _book(self):
        """One entry; points that are given are a lot of their own."""
        ends = None
        if self.points > 0:
            ends = self.expires_on or self.company_id._kehu_points_last_day(self.date)
        facts = self.env["kehu.facts"].sudo()
        facts._points_lock(self.company_id, self.partner_id.ids)
        facts._points_book(
            [
                {
                    "partner_id": self.partner_id.id,
                    "company_id": self.company_id.id,
                    "kind": self.kind,
                    "points": self.points,
                    "day": self.date,
                    "expires_on": ends,
                    "document": dict(
                        self._fields["kind"]._description_selection(self.env)
                    )[self.kind],
                    "adjustment_id": self.id,
                    "note": self.reason,
                }
            ]
        )
