from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..engine import targets
from .kehu_contract_template import KINDS

MANAGER = "kehu_liquor.group_kehu_manager"
STATES = [
    ("draft", "Being Prepared"),
    ("signed", "Signed"),
    ("running", "Running"),
    ("ended", "At an End"),
]
SPLITS = [
    (targets.OWN, "Own Sales of Last Year"),
    (targets.FESTIVAL, "Festivals"),
    (targets.EVEN, "Evenly by Days"),
]
#: What a contract says of itself when it begins, whatever its sender says.
BEGINNING = {
    "state": "draft",
    "signed_by_id": False,
    "ended_on": False,
    "renewal_of_id": False,
    "renewal_id": False,
}
#: What people enter while a contract is prepared …
ENTERED = {
    "partner_id",
    "kind",
    "template_id",
    "date_from",
    "date_end",
    "user_id",
    "territory_ids",
    "payment_term_id",
    "payment_note",
    "deposit",
    "deposit_date_end",
    "deposit_received",
    "sales_target",
    "cash_target",
    "case_target",
    "split_by",
    "target_ids",
    "signed_on",
    "signed_file",
    "signed_file_name",
    "note",
}
#: … and once it is signed: all who serve the dealer, and managers.
LATER = {"user_id"}
LATER_MANAGER = LATER | {
    "signed_file",
    "signed_file_name",
    "target_ids",
    "deposit",
    "deposit_date_end",
    "deposit_received",
    "end_reason",
}


class KehuContract(models.Model):
    """What a dealer or key account and we agreed: where, what, how much, until when.

    A standard text, territory by category, targets by month on sales and on cash,
    terms, deposit, who answers for it. Signed by a lead or manager; dates move it on.
    It has no field for a resale price, and its texts are searched for one.
    """

    _name = "kehu.contract"
    _inherit = ["kehu.about.customer", "kehu.in.company", "kehu.fair.text"]
    _description = "Contract"
    _order = "date_from desc, id desc"
    _rec_names_search = ["name", "partner_id"]
    _fair_texts = ("note", "payment_note", "end_reason")

    name = fields.Char(string="Number", readonly=True, copy=False)
    currency_id = fields.Many2one(related="company_id.currency_id")
    kind = fields.Selection(KINDS, required=True, default="dealer")
    template_id = fields.Many2one(
        "kehu.contract.template",
        string="Standard Text",
        compute="_compute_template_id",
        store=True,
        readonly=False,
        domain="[('kind', '=', kind)]",
        check_company=True,
        ondelete="restrict",
    )
    date_from = fields.Date(
        string="From",
        required=True,
        default=lambda self: fields.Date.context_today(self).replace(day=1),
    )
    date_end = fields.Date(
        string="Until",
        required=True,
        compute="_compute_date_end",
        store=True,
        readonly=False,
        precompute=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        compute="_compute_user_id",
        store=True,
        readonly=False,
        domain="[('share', '=', False)]",
        ondelete="restrict",
    )
    territory_ids = fields.One2many("kehu.contract.territory", "contract_id")
    covers_all = fields.Boolean(
        string="All Goods", compute="_compute_covers_all", store=True
    )
    payment_term_id = fields.Many2one("account.payment.term", check_company=True)
    payment_note = fields.Char(string="Other Terms of Payment")
    deposit = fields.Monetary(help="What the customer leaves with us as a guarantee.")
    deposit_date_end = fields.Date(string="Deposit until")
    deposit_received = fields.Monetary(copy=False, help="What came in of the deposit.")
    deposit_short = fields.Monetary(
        string="Deposit Lacking", compute="_compute_deposit_short", store=True
    )
    note = fields.Text(string="Further Agreements", help="Printed.")

    # --------------------------------------------------------------- targets
    sales_target = fields.Monetary(string="Sales Target, Untaxed")
    cash_target = fields.Monetary(string="Cash Target, with Tax")
    case_target = fields.Integer(string="Target in Cases")
    split_by = fields.Selection(SPLITS, required=True, default=targets.OWN)
    split_basis = fields.Selection(SPLITS, string="Was Split by", readonly=True)
    target_ids = fields.One2many(
        "kehu.contract.target", "contract_id", string="Monthly Targets"
    )

    # ---------------------------------------------------------------- signing
    signed_on = fields.Date()
    signed_file = fields.Binary(attachment=True, string="Signed Copy")
    signed_file_name = fields.Char()
    signed_by_id = fields.Many2one(
        "res.users", string="Put in Force by", readonly=True, ondelete="restrict"
    )
    state = fields.Selection(
        STATES, default="draft", required=True, readonly=True, index=True
    )
    ended_on = fields.Date(
        string="Ended Early on", readonly=True, help="Empty: by its term."
    )
    end_reason = fields.Char(string="Why It Ended")
    renewal_of_id = fields.Many2one(
        "kehu.contract",
        string="Renewal of",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    renewal_id = fields.Many2one(
        "kehu.contract", string="Renewed by", readonly=True, ondelete="set null"
    )
    days_left = fields.Integer(compute="_compute_days_left")
    may_sign = fields.Boolean(compute="_compute_may")
    may_manage = fields.Boolean(compute="_compute_may")

    _dates_in_order = models.Constraint(
        "CHECK (date_end >= date_from)", "A contract cannot end before it begins."
    )
    _not_negative = models.Constraint(
        "CHECK (sales_target >= 0 AND cash_target >= 0 AND case_target >= 0"
        " AND deposit >= 0 AND COALESCE(deposit_received, 0) >= 0)",
        "Targets and deposits cannot be negative.",
    )
    _of_customer = models.Index("(partner_id, company_id, date_from)")
    _running = models.Index("(company_id, date_end) WHERE state = 'running'")

    # --------------------------------------------------------------- computes
    @api.depends("kind", "company_id")
    def _compute_template_id(self):
        """The newest text of the kind, the company's own before the shared."""
        texts = self.env["kehu.contract.template"].sudo()
        for contract in self:
            found = texts.search(
                [
                    ("kind", "=", contract.kind),
                    ("company_id", "in", [contract.company_id.id, False]),
                ],
                order="company_id, version desc, id desc",
                limit=1,
            )
            known = contract.template_id
            contract.template_id = known if known.kind == contract.kind else found.id

    @api.depends("date_from")
    def _compute_date_end(self):
        """A year, unless somebody says otherwise."""
        for contract in self:
            begun, end = contract.date_from, contract.date_end
            if begun and not (end and end >= begun):
                end = begun + relativedelta(years=1, days=-1)
            contract.date_end = end

    @api.depends("partner_id")
    def _compute_user_id(self):
        for contract in self:
            contract.user_id = (
                contract.user_id or contract.partner_id.user_id or self.env.user
            )

    @api.depends("territory_ids.category_id")
    def _compute_covers_all(self):
        for contract in self:
            rows = contract.territory_ids
            contract.covers_all = not rows or any(not r.category_id for r in rows)

    @api.depends("deposit", "deposit_received")
    def _compute_deposit_short(self):
        for contract in self:
            lacking = contract.deposit - contract.deposit_received
            contract.deposit_short = max(0.0, lacking)

    @api.depends("date_end", "state")
    def _compute_days_left(self):
        for contract in self:
            today = self.env["kehu.facts"]._today(contract.company_id)
            end = contract.date_end or today
            contract.days_left = max(0, (end - today).days)

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_may(self):
        leads = self.env.user.has_group("kehu_liquor.group_kehu_lead")
        manages = self.env.user.has_group(MANAGER)
        for contract in self:
            contract.may_sign = leads and contract.state == "draft"
            contract.may_manage = manages

    @api.depends("name", "partner_id")
    def _compute_display_name(self):
        for contract in self:
            parts = [contract.name, contract.partner_id.name]
            contract.display_name = " · ".join(filter(None, parts))

    # ------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        sequence = self.env["ir.sequence"].sudo()
        if not self.env.su:
            mine = ENTERED | {"company_id"}
            vals_list = [{k: v for k, v in x.items() if k in mine} for x in vals_list]
        for vals in vals_list:
            partner = self.env["res.partner"].browse(vals.get("partner_id"))
            partner.check_access("read")
            company = vals.get("company_id") or self.env.company.id
            vals.update(
                BEGINNING,
                partner_id=partner.commercial_partner_id.id,
                name=sequence.with_company(company).next_by_code("kehu.contract"),
            )
        return super().create(vals_list)

    def write(self, vals):
        """People prepare and annotate; states are moved by the buttons alone."""
        self.check_access("write")
        if self.env.su:
            return super().write(vals)
        self._check_writes(vals)
        agreed = self.filtered(lambda c: c.state != "draft")
        done = super(KehuContract, self - agreed).write(vals)
        if agreed:
            super(KehuContract, agreed.sudo()).write(vals)
            agreed._check_sums()
        return done

    def _check_writes(self, vals):
        if set(vals) - ENTERED - LATER_MANAGER:
            raise AccessError(
                self.env._("A contract is moved on by its buttons, not by hand.")
            )
        agreed = any(contract.state != "draft" for contract in self)
        manages = self.env.user.has_group(MANAGER)
        if "end_reason" in vals and not manages:
            raise AccessError(self.env._("Only a manager ends a contract early."))
        if agreed and set(vals) - (LATER_MANAGER if manages else LATER):
            raise UserError(
                self.env._(
                    "This contract is signed: what was agreed is not changed. A "
                    "manager may take it back until it runs, or renew it."
                )
            )
        if agreed and not vals.get("signed_file", True):
            raise UserError(
                self.env._(
                    "The signed copy is what was agreed: it is replaced by a better "
                    "one, never taken away."
                )
            )
        for key in ("partner_id", "template_id", "payment_term_id"):
            if vals.get(key):
                self[key].browse(vals[key]).check_access("read")

    @api.constrains("partner_id", "date_from", "date_end", "state")
    def _check_territory(self):
        self.territory_ids._check_not_taken()

    @api.constrains("partner_id")
    def _check_whole_customer(self):
        for contract in self:
            if contract.partner_id.commercial_partner_id != contract.partner_id:
                raise ValidationError(
                    self.env._("A contract is made with the company, not a contact.")
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_drafts(self):
        if any(contract.state != "draft" for contract in self):
            raise UserError(
                self.env._("Only a contract that is being prepared can be deleted.")
            )
