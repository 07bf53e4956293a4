from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

STATES = [
    ("draft", "Draft"),
    ("previewed", "Previewed"),
    ("leaver", "Leaver Confirmed"),
    ("confirmed", "Successors Confirmed"),
    ("done", "Done"),
]
#: What only the acts themselves write.
MACHINE = {
    "state": "draft",
    "confirmed_ids": [Command.clear()],
    "leaver_confirmed_on": False,
    "stand_in_id": False,
    "done_on": False,
    "done_by_id": False,
}
#: What is counted from the lines alone.
COUNTED = {"successor_ids", "customer_count", "due_total", "open_count", "person_count"}
#: What may be written after the preview.
LATER = {"stand_in_reason", "reason", "line_ids"}


class KehuHandover(models.Model):
    """All customers of one person to one or several others: previewed, one act, kept.

    A permanent handover moves owners, contacts and open things, and makes a first
    contact due at once; a temporary one lets the successors work the customers until
    a day and ends by itself. Both sides confirm first. It happens as a whole or not
    at all. What was handed over stays written here for ever.
    """

    _name = "kehu.handover"
    _inherit = ["kehu.in.company"]
    _description = "Handover"
    _order = "id desc"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    leaver_id = fields.Many2one(
        "res.users",
        required=True,
        index=True,
        ondelete="restrict",
        context={"active_test": False},
    )
    successor_id = fields.Many2one(
        "res.users",
        string="Default Successor",
        ondelete="restrict",
        help="Takes every customer for which nobody else is named.",
    )
    is_temporary = fields.Boolean(string="Temporary Cover")
    date = fields.Date(
        string="Effective on",
        required=True,
        default=lambda self: self.env["kehu.facts"]._today(self.env.company),
    )
    date_end = fields.Date(string="Until")
    reason = fields.Char(help="For instance: leaves the company, maternity leave.")
    state = fields.Selection(STATES, default="draft", required=True, readonly=True)
    line_ids = fields.One2many("kehu.handover.line", "handover_id", string="Customers")
    successor_ids = fields.Many2many(
        "res.users", string="Successors", compute="_compute_totals", store=True
    )
    confirmed_ids = fields.Many2many(
        "res.users",
        "kehu_handover_confirmed_rel",
        string="Confirmed by",
        readonly=True,
    )
    leaver_confirmed_on = fields.Datetime(readonly=True)
    stand_in_id = fields.Many2one(
        "res.users", string="Confirmed for the Leaver", readonly=True
    )
    stand_in_reason = fields.Char(string="Why in Their Stead")
    customer_count = fields.Integer(
        string="Number of Customers", compute="_compute_totals", store=True
    )
    due_total = fields.Monetary(string="Owed", compute="_compute_totals", store=True)
    open_count = fields.Integer(
        string="Open Things", compute="_compute_totals", store=True
    )
    person_count = fields.Integer(
        string="Contacts", compute="_compute_totals", store=True
    )
    done_on = fields.Datetime(readonly=True)
    done_by_id = fields.Many2one("res.users", string="Carried out by", readonly=True)
    may_confirm = fields.Boolean(compute="_compute_may_confirm")

    _to_do = models.Index("(company_id, date) WHERE state = 'confirmed'")

    @api.depends(
        "line_ids.successor_id",
        "line_ids.due_total",
        "line_ids.open_count",
        "line_ids.person_count",
    )
    def _compute_totals(self):
        for handover in self:
            lines = handover.line_ids
            handover.customer_count = len(lines)
            handover.due_total = sum(lines.mapped("due_total"))
            handover.open_count = sum(lines.mapped("open_count"))
            handover.person_count = sum(lines.mapped("person_count"))
            handover.successor_ids = lines.successor_id

    @api.depends("state", "confirmed_ids", "successor_ids", "leaver_id")
    @api.depends_context("uid")
    def _compute_may_confirm(self):
        user = self.env.user
        for handover in self:
            wanted = handover._wanted()
            handover.may_confirm = user in wanted - handover.confirmed_ids

    def _wanted(self):
        """Whose word is waited for now."""
        if self.state == "previewed":
            return self.leaver_id
        return self.successor_ids if self.state == "leaver" else self.env["res.users"]

    @api.depends("leaver_id", "date")
    def _compute_display_name(self):
        for handover in self:
            handover.display_name = f"{handover.leaver_id.name} · {handover.date}"

    @api.constrains("is_temporary", "date", "date_end", "leaver_id", "successor_id")
    def _check_sense(self):
        for handover in self:
            if handover.leaver_id == handover.successor_id:
                raise ValidationError(
                    self.env._("Nobody hands over to themselves: name somebody else.")
                )
            if handover.is_temporary and (
                not handover.date_end or handover.date_end < handover.date
            ):
                raise ValidationError(
                    self.env._("A temporary cover needs a last day, after its first.")
                )

    # -------------------------------------------------------------- guarding
    @api.model_create_multi
    def create(self, vals_list):
        """A handover begins as a draft, whatever its sender says."""
        entered = [
            {name: value for name, value in vals.items() if name not in COUNTED}
            for vals in vals_list
        ]
        return super().create([{**vals, **MACHINE} for vals in entered])

    def write(self, vals):
        if not self.env.su and any(not h._may_write(vals) for h in self):
            raise UserError(
                self.env._(
                    "A previewed handover is not edited: take it back to draft "
                    "first. What is done is kept as it is."
                )
            )
        return super().write(vals)

    def _may_write(self, vals):
        if self.state == "done" or set(vals) & (COUNTED | set(MACHINE)):
            return False
        return self.state == "draft" or not set(vals) - LATER

    @api.ondelete(at_uninstall=False)
    def _unlink_not_done(self):
        if "done" in self.mapped("state"):
            raise UserError(self.env._("A handover that was carried out is kept."))

    def _check_leads(self):
        self.check_access("write")
        if not self.env.user.has_group("kehu_liquor.group_kehu_lead"):
            raise AccessError(self.env._("A lead or a manager hands customers over."))

    # --------------------------------------------------------------- preview
    def action_preview(self):
        """List what goes to whom, as of now."""
        for handover in self:
            handover._check_leads()
            if handover.state not in ("draft", "previewed"):
                raise UserError(self.env._("This handover is already confirmed."))
            handover.sudo()._preview()
        return True

    def action_draft(self):
        """Back to draft: confirmations are void."""
        for handover in self:
            handover._check_leads()
            if handover.state == "done":
                raise UserError(self.env._("What was carried out is kept as it is."))
            handover.sudo().write(MACHINE)
        return True

    def _preview(self):
        chosen = {line.partner_id.id: line.successor_id.id for line in self.line_ids}
        self.line_ids.unlink()
        partners = self._customers()
        if not partners:
            raise UserError(
                self.env._("%s has no customers in this company.", self.leaver_id.name)
            )
        self.env["kehu.handover.line"].create(self._lines_of(partners, chosen))
        self.state = "previewed"

    def _customers(self):
        """Whom the leaver owns in this company today."""
        rows = self.env["kehu.ownership"].search(
            [
                ("user_id", "=", self.leaver_id.id),
                ("company_id", "=", self.company_id.id),
                ("is_cover", "=", False),
                ("date_end", "=", False),
            ]
        )
        return rows.partner_id

    def _lines_of(self, partners, chosen):
        metrics = (
            self.env["kehu.metric"]
            .with_context(active_test=False)
            .search(
                [
                    ("partner_id", "in", partners.ids),
                    ("company_id", "=", self.company_id.id),
                ]
            )
        )
        known = {metric.partner_id.id: metric for metric in metrics}
        things = partners._kehu_open_things(self.leaver_id, self.company_id)
        persons = dict(
            self.env["res.partner"]._read_group(
                [("parent_id", "in", partners.ids), ("type", "=", "contact")],
                ["parent_id"],
                ["__count"],
            )
        )
        lines = self.env["kehu.handover.line"]
        return [
            {
                "handover_id": self.id,
                "partner_id": partner.id,
                "successor_id": chosen.get(partner.id) or self.successor_id.id,
                "person_count": persons.get(partner, 0),
                **lines._figures(known.get(partner.id)),
                **lines._promises(things.get(partner.id, [])),
            }
            for partner in partners
        ]

    # ------------------------------------------------------------ confirming
    def action_confirm(self):
        """The leaver, then each successor, says yes."""
        for handover in self:
            handover.check_access("read")
            if self.env.user not in handover._wanted():
                raise AccessError(
                    self.env._("This handover does not wait for your word now.")
                )
            handover.sudo()._confirmed(self.env.user)
        return True

    def action_confirm_for_leaver(self):
        """A manager confirms for a leaver who is not there, and says why."""
        if not self.env.user.has_group("kehu_liquor.group_kehu_manager"):
            raise AccessError(
                self.env._("Only a manager confirms in somebody's stead.")
            )
        for handover in self:
            handover.check_access("write")
            if handover.state != "previewed":
                raise UserError(self.env._("The leaver's word is not waited for now."))
            if not (handover.stand_in_reason or "").strip():
                raise UserError(
                    self.env._("Say why you confirm in the leaver's stead.")
                )
            handover.sudo().stand_in_id = self.env.user
            handover.sudo()._confirmed(handover.leaver_id)
        return True

    def _confirmed(self, user):
        self._check_complete()
        self.confirmed_ids = [Command.link(user.id)]
        if self.state == "previewed":
            self.write(
                {"state": "leaver", "leaver_confirmed_on": fields.Datetime.now()}
            )
        elif not self.successor_ids - self.confirmed_ids:
            self.state = "confirmed"

    def _check_complete(self):
        without = self.line_ids.filtered(lambda line: not line.successor_id)
        if without:
            raise UserError(
                self.env._(
                    "%(count)s customers have no successor yet, for instance %(name)s.",
                    count=len(without),
                    name=without[0].partner_id.name,
                )
            )
        if self.leaver_id in self.line_ids.successor_id:
            raise UserError(
                self.env._("Nobody hands over to themselves: name somebody else.")
            )
