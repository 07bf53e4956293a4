from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

STATES = [
    ("requested", "Requested"),
    ("approved", "Approved"),
    ("delivered", "Handed Over"),
    ("refused", "Refused"),
    ("cancelled", "Cancelled"),
]
#: What people say; all else is decided.
SAID = {"line_ids", "note", "partner_id", "window_id"}


class KehuRedemption(models.Model):
    """Points for gifts: asked for in an open window, approved, handed over.

    The recipient is the party that was invoiced, never a contact of a company, a
    colleague or a state unit. A second person approves; only then points go, from the
    lots that end first. Cancelled before it is handed over, they come back to the very
    lots they were taken from.
    """

    _name = "kehu.redemption"
    _inherit = "kehu.about.customer"
    _description = "Redemption"
    _order = "date desc, id desc"

    name = fields.Char(string="Number", readonly=True, copy=False, default="/")
    partner_id = fields.Many2one(
        domain="[('parent_id', '=', False), ('partner_share', '=', True)]"
    )
    company_id = fields.Many2one(readonly=True)
    window_id = fields.Many2one(
        "kehu.points.window",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        default=lambda self: self._only_window(),
        domain="[('is_open', '=', True)]",
    )
    date = fields.Date(readonly=True, default=fields.Date.context_today)
    line_ids = fields.One2many(
        "kehu.redemption.line", "redemption_id", string="Gifts for Points"
    )
    points = fields.Float(
        string="Reward Points", compute="_compute_points", store=True, digits=(16, 2)
    )
    balance = fields.Float(compute="_compute_balance", digits=(16, 2))
    note = fields.Char(string="Handing Over", help="Where and how; the proof's number.")
    state = fields.Selection(STATES, default="requested", required=True, readonly=True)
    requested_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    approved_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    approved_on = fields.Date(readonly=True)
    delivered_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    delivered_on = fields.Date(readonly=True)
    may_approve = fields.Boolean(compute="_compute_may_approve")

    # ------------------------------------------------------------- computes
    @api.depends("line_ids.points")
    def _compute_points(self):
        for redemption in self:
            redemption.points = sum(redemption.line_ids.mapped("points"))

    @api.depends("partner_id", "company_id", "state")
    def _compute_balance(self):
        entries = self.env["kehu.points.entry"]
        for redemption in self:
            partner, company = redemption.partner_id, redemption.company_id
            known = partner.ids and entries._balances(partner._origin, company)
            redemption.balance = (known or {}).get(partner._origin.id, 0)

    @api.depends("state", "requested_by_id")
    @api.depends_context("uid")
    def _compute_may_approve(self):
        leads = self.env.user.has_group("kehu_liquor.group_kehu_lead")
        for redemption in self:
            redemption.may_approve = (
                leads
                and redemption.state == "requested"
                and self.env.user not in redemption._asked_by()
            )

    @api.depends("name", "partner_id")
    def _compute_display_name(self):
        for redemption in self:
            said = f"{redemption.name} {redemption.partner_id.name or ''}".strip()
            redemption.display_name = said if redemption._origin else False

    @api.model
    def _only_window(self):
        """The window that is open; nothing is chosen for people where several are."""
        windows = self.env["kehu.points.window"].search(
            [("company_id", "=", self.env.company.id), ("is_open", "=", True)], limit=2
        )
        return windows if len(windows) == 1 else windows.browse()

    # ------------------------------------------------------------------ CRUD
    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        for vals in vals_list:
            self.env["res.partner"].browse(vals.get("partner_id")).check_access("read")
            for name in set(vals) - SAID - {"company_id"}:
                vals.pop(name)
            vals["requested_by_id"] = self.env.uid
        made = super().create(vals_list)
        for redemption in made.sudo():
            redemption.name = f"{redemption.date:%Y%m}-{redemption.id:05d}"
            redemption._check_recipient()
            redemption._check_window()
        return made

    def write(self, vals):
        self.check_access("write")
        if not self.env.su:
            self._check_writes(vals)
            if {"line_ids", "partner_id", "window_id"} & set(vals):
                vals = {**vals, "requested_by_id": self.env.uid}
        done = super().write(vals)
        if {"partner_id", "window_id"} & set(vals):
            for redemption in self.sudo():
                redemption._check_recipient()
                redemption._check_window()
        return done

    def _check_writes(self, vals):
        if set(vals) - SAID:
            raise AccessError(
                self.env._("A redemption is moved on by its buttons, not by hand.")
            )
        if set(vals) - {"note"} and any(r.state != "requested" for r in self):
            raise UserError(
                self.env._("This redemption is decided: what was asked for stands.")
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Redemptions are kept: cancel it."))

    # ------------------------------------------------------------- the rules
    def _asked_by(self):
        return self.requested_by_id + self.create_uid

    def _check_recipient(self):
        """The invoiced party itself, and one who may be given something."""
        for redemption in self:
            if reason := redemption.partner_id._kehu_why_no_gift(redemption.company_id):
                raise ValidationError(reason)

    def _check_window(self):
        for redemption in self:
            if not redemption.window_id.is_open:
                raise ValidationError(
                    self.env._(
                        "“%s” is not open: points are redeemed in announced windows.",
                        redemption.window_id.name,
                    )
                )


class KehuRedemptionLine(models.Model):
    """How many of a window's gift."""

    _name = "kehu.redemption.line"
    _description = "Redemption line"
    _order = "redemption_id, id"

    redemption_id = fields.Many2one(
        "kehu.redemption", required=True, index=True, ondelete="cascade"
    )
    window_id = fields.Many2one(related="redemption_id.window_id")
    gift_id = fields.Many2one(
        "kehu.points.gift",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('window_id', '=', window_id)]",
    )
    quantity = fields.Integer(required=True, default=1)
    points = fields.Float(
        string="Reward Points", compute="_compute_points", store=True, digits=(16, 2)
    )
    state = fields.Selection(related="redemption_id.state")
    entry_ids = fields.One2many(
        "kehu.points.entry", "redemption_line_id", readonly=True
    )

    _quantity_positive = models.Constraint(
        "CHECK (quantity > 0)", "Say how many: at least one."
    )

    @api.depends("gift_id.points", "quantity")
    def _compute_points(self):
        for line in self:
            line.points = line.gift_id.points * line.quantity

    @api.constrains("gift_id", "redemption_id")
    def _check_gift(self):
        for line in self:
            if line.gift_id.window_id != line.redemption_id.window_id:
                raise ValidationError(
                    self.env._("This gift is not offered in the chosen window.")
                )

    # ------------------------------------------------------------------ CRUD
    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_requested()
        return lines

    def write(self, vals):
        self.check_access("write")
        self._check_requested()
        done = super().write(vals)
        self._check_requested()
        return done

    @api.ondelete(at_uninstall=False)
    def _unlink_requested(self):
        self._check_requested()

    def _check_requested(self):
        """Only what nobody decided yet changes, and whoever changes it asked for it."""
        redemptions = self.sudo().redemption_id
        if any(redemption.state != "requested" for redemption in redemptions):
            raise UserError(
                self.env._("This redemption is decided: what was asked for stands.")
            )
        others = redemptions.filtered(lambda r: r.requested_by_id != self.env.user)
        others.requested_by_id = self.env.user
