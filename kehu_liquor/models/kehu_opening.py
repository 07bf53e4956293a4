from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

STATES = [
    ("draft", "Being Prepared"),
    ("applied", "Waiting for the Check"),
    ("checked", "Waiting for Approval"),
    ("approved", "Approved"),
    ("refused", "Refused"),
    ("replaced", "Replaced"),
]
IN_PROGRESS = ("draft", "applied", "checked")
#: What an opening says of itself when it begins, whatever its sender says.
BEGINNING = {
    "state": "draft",
    "applied_by_id": False,
    "applied_on": False,
    "checked_by_id": False,
    "checked_on": False,
    "decided_by_id": False,
    "decided_on": False,
    "decision_note": False,
}


class KehuOpening(models.Model):
    """A customer opens its account against the written standard of its role.

    The salesperson brings the papers and applies, somebody else checks them, a third
    approves: never one's own. First payments are read from the books. An approved
    opening keeps its papers with their end dates; the next one replaces it.
    """

    _name = "kehu.opening"
    _inherit = "kehu.about.customer"
    _description = "Account opening"
    _order = "id desc"
    _rec_name = "partner_id"

    company_id = fields.Many2one(ondelete="cascade")
    currency_id = fields.Many2one(related="company_id.currency_id")
    standard_id = fields.Many2one(
        "kehu.opening.standard",
        required=True,
        readonly=True,
        ondelete="restrict",
        check_company=True,
    )
    role_id = fields.Many2one(
        "kehu.role", required=True, readonly=True, ondelete="restrict"
    )
    order_limit = fields.Monetary(related="standard_id.order_limit")
    line_ids = fields.One2many("kehu.opening.line", "opening_id", string="Papers")
    note = fields.Text()
    user_id = fields.Many2one(related="partner_id.user_id", string="Salesperson")

    state = fields.Selection(STATES, default="draft", required=True, readonly=True)
    applied_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    applied_on = fields.Date(readonly=True)
    checked_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    checked_on = fields.Date(readonly=True)
    decided_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    decided_on = fields.Date(readonly=True)
    decision_note = fields.Char(
        string="Remark", help="Of whoever checks or decides; a refusal says why."
    )

    progress = fields.Char(compute="_compute_progress", string="In Place")
    lacking = fields.Char(compute="_compute_progress", string="Still Lacking")
    date_end = fields.Date(
        string="First to End",
        compute="_compute_date_end",
        store=True,
        help="The earliest end date among its papers.",
    )
    ending = fields.Char(
        string="Paper That Ends First", compute="_compute_date_end", store=True
    )
    may_check = fields.Boolean(compute="_compute_may")
    may_approve = fields.Boolean(compute="_compute_may")

    _one_in_progress = models.UniqueIndex(
        "(partner_id, company_id) WHERE state IN ('draft', 'applied', 'checked')",
        "For this customer an opening is in progress already.",
    )
    _one_approved = models.UniqueIndex(
        "(partner_id, company_id) WHERE state = 'approved'",
        "This customer has an approved opening already.",
    )
    _to_end = models.Index("(company_id, date_end) WHERE state = 'approved'")

    # ------------------------------------------------------------- computes
    @api.depends("line_ids.lacking", "line_ids.is_mandatory")
    def _compute_progress(self):
        for opening in self:
            wanted = opening.line_ids.filtered("is_mandatory")
            missing = wanted.filtered("lacking")
            there = len(wanted) - len(missing)
            opening.progress = f"{there}/{len(wanted)}"
            opening.lacking = self._kehu_listed(
                self.env._(
                    "%(paper)s (%(lacking)s)", paper=line.name, lacking=line.lacking
                )
                for line in missing
            )

    @api.depends("line_ids.date_end", "line_ids.name", "line_ids.number")
    def _compute_date_end(self):
        for opening in self:
            dated = opening.line_ids.filtered("date_end").sorted("date_end")[:1]
            opening.date_end = dated.date_end
            opening.ending = " ".join(filter(None, [dated.name, dated.number]))

    @api.depends("state", "applied_by_id", "checked_by_id")
    @api.depends_context("uid")
    def _compute_may(self):
        leads = self.env.user.has_group("kehu_liquor.group_kehu_lead")
        manages = self.env.user.has_group("kehu_liquor.group_kehu_manager")
        for opening in self:
            mine = self.env.user in (opening.applied_by_id, opening.create_uid)
            opening.may_check = leads and not mine and opening.state == "applied"
            opening.may_approve = (
                manages
                and not mine
                and opening.checked_by_id != self.env.user
                and opening.state == "checked"
            )

    # ------------------------------------------------------------------ CRUD
    @api.model_create_multi
    def create(self, vals_list):
        """Begin: the standard of the customer's role says what is needed."""
        self.check_access("create")
        for vals in vals_list:
            partner = self.env["res.partner"].browse(vals.get("partner_id"))
            partner.check_access("read")
            company = self.env["res.company"].browse(
                vals.setdefault("company_id", self.env.company.id)
            )
            standard = self._standard_for(partner, company)
            vals.update(
                BEGINNING,
                partner_id=partner.commercial_partner_id.id,
                standard_id=standard.id,
                role_id=standard.role_id.id,
            )
            vals.pop("line_ids", None)
        self.flush_model(["state"])  # an index asks: one in progress
        openings = super().create(vals_list)
        for opening in openings:
            opening.sudo().line_ids = opening.line_ids._commands(opening.standard_id)
        return openings

    def _standard_for(self, partner, company):
        standard = self.env["kehu.opening.standard"]._for(partner, company)
        if not standard:
            raise UserError(
                self.env._(
                    "%(customer)s has no channel role with an opening standard: "
                    "nothing has to be opened.",
                    customer=partner.sudo().name or "",
                )
            )
        return standard

    def write(self, vals):
        """People write papers and remarks; states are moved by the actions alone."""
        self.check_access("write")
        if not self.env.su:
            self._check_writes(vals)
        return super().write(vals)

    def _check_writes(self, vals):
        if set(vals) - {"line_ids", "note", "decision_note"}:
            raise AccessError(
                self.env._("An opening is moved on by its buttons, not by hand.")
            )
        if "decision_note" in vals:
            self._check_leads()
        for opening in self:
            open_states = IN_PROGRESS if set(vals) == {"decision_note"} else ("draft",)
            if opening.state not in open_states:
                raise UserError(
                    self.env._(
                        "This opening is not being prepared any more: take it back "
                        "before you change it."
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_drafts(self):
        if any(opening.state != "draft" for opening in self):
            raise UserError(
                self.env._("Only an opening that is being prepared can be deleted.")
            )

    def _check_leads(self):
        if not self.env.user.has_group("kehu_liquor.group_kehu_lead"):
            raise AccessError(self.env._("Only a lead or a manager checks openings."))

    # ---------------------------------------------------------- for others
    @api.model
    def _is_approved(self, partner, company):
        """Whether a customer may order without the standard's limit."""
        return bool(self._current(partner, company, ("approved",)))

    @api.model
    def _current(self, partner, company, states=(*IN_PROGRESS, "approved")):
        """The opening that counts: the one in progress before the approved one."""
        found = self.sudo().search(
            [
                ("partner_id", "=", partner.commercial_partner_id.id),
                ("company_id", "=", company.id),
                ("state", "in", states),
            ]
        )
        return (found.filtered(lambda o: o.state in IN_PROGRESS) or found)[:1]
