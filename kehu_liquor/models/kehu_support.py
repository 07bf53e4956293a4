from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

from .account_move_support import BOOKS

STATES = [
    ("draft", "Draft"),
    ("requested", "Requested"),
    ("checked", "Once Approved"),
    ("approved", "Approved"),
    ("delivered", "Delivered"),
    ("evidenced", "Evidence Complete"),
    ("settled", "Settled"),
    ("judged", "Judged"),
    ("refused", "Refused"),
    ("cancelled", "Cancelled"),
]
WAITING = ("requested", "checked")
#: Promised, and its budget holds what was approved.
RUNNING = ("approved", "delivered", "evidenced")
CLOSED = ("settled", "judged")
GONE = ("refused", "cancelled")
#: What the requester enters, and until it is requested.
ENTERED = {
    "kind_id",
    "date_from",
    "date_to",
    "due_date",
    "requested_amount",
    "payee_id",
    "note",
    "user_id",
}
READERS = f"kehu_liquor.group_kehu_lead,{BOOKS}"


class KehuSupport(models.Model):
    """A promise to a dealer: asked for, approved out of a budget, proved, settled.

    Its steps are taken by buttons, each by who may take it and never by who asked;
    what it cost is read from posted lines that name it, what it brought from sales.
    """

    _name = "kehu.support"
    _description = "Dealer support"
    _order = "id desc"
    _rec_names_search = ["name", "partner_id"]
    _check_company_auto = True

    name = fields.Char(string="Number", readonly=True, copy=False, index=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="restrict",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    kind_id = fields.Many2one(
        "kehu.support.kind", required=True, index=True, ondelete="restrict"
    )
    has_cost = fields.Boolean(related="kind_id.has_cost")
    date_from = fields.Date(
        string="From", required=True, default=lambda self: self._today()
    )
    date_to = fields.Date(string="Until", required=True)
    due_date = fields.Date(
        string="Promised by",
        compute="_compute_due_date",
        store=True,
        readonly=False,
        precompute=True,
    )
    note = fields.Text(string="What and Why")
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        required=True,
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
        ondelete="restrict",
    )
    payee_id = fields.Many2one(
        "res.partner",
        string="Paid to",
        compute="_compute_payee_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        domain=[("is_company", "=", True), ("parent_id", "=", False)],
        help="The company under contract, never a person.",
    )
    grade_id = fields.Many2one(
        "kehu.grade", string="Grade Then", readonly=True, copy=False
    )
    budget_id = fields.Many2one(
        "kehu.budget",
        readonly=True,
        copy=False,
        index=True,
        ondelete="restrict",
        groups=READERS,
    )

    state = fields.Selection(
        STATES, required=True, default="draft", readonly=True, copy=False, index=True
    )
    requested_amount = fields.Monetary(string="Amount Asked for")
    approved_amount = fields.Monetary(readonly=True, copy=False)
    settled_amount = fields.Monetary(readonly=True, copy=False)
    taken = fields.Monetary(
        string="Taken of the Budget", compute="_compute_taken", store=True
    )
    cost = fields.Monetary(
        compute="_compute_cost",
        store=True,
        help="Of posted bills and entries that name it, less refunds.",
    )
    move_line_ids = fields.One2many(
        "account.move.line", "kehu_support_id", string="Bill Lines", groups=BOOKS
    )
    evidence_ids = fields.One2many(
        "kehu.support.evidence", "support_id", string="Evidence Shown"
    )
    evidence_text = fields.Char(
        compute="_compute_evidence_text", string="Evidence in Place"
    )

    requested_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    requested_on = fields.Date(readonly=True, copy=False)
    first_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    first_on = fields.Date(readonly=True, copy=False)
    approved_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    approved_on = fields.Date(readonly=True, copy=False)
    delivered_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    delivered_on = fields.Date(readonly=True, copy=False)
    settled_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    settled_on = fields.Date(readonly=True, copy=False)
    decided_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    reason = fields.Char(
        readonly=True,
        copy=False,
        help="Why it was cut, refused, returned or cancelled.",
    )
    may_approve = fields.Boolean(compute="_compute_may")
    may_settle = fields.Boolean(compute="_compute_may")
    may_judge = fields.Boolean(compute="_compute_may")
    waits_for_me = fields.Boolean(
        compute="_compute_may", search="_search_waits_for_me", string="Waits for Me"
    )
    is_overdue = fields.Boolean(compute="_compute_is_overdue", string="Overdue")

    _makes_sense = models.Constraint(
        "CHECK (date_to >= date_from)", "A support ends after it begins."
    )
    _not_negative = models.Constraint(
        "CHECK (requested_amount >= 0)", "Nobody asks for a negative amount."
    )
    _within = models.Constraint(
        "CHECK (approved_amount <= requested_amount"
        " AND settled_amount <= approved_amount)",
        "No more is approved than was asked for, and no more settled than approved.",
    )
    _of_customer = models.Index("(partner_id, company_id, kind_id, date_from)")
    _promised = models.Index("(company_id, due_date) WHERE state = 'approved'")

    # ------------------------------------------------------------- computes
    @api.model
    def _today(self):
        return self.env["kehu.facts"]._today(self.company_id or self.env.company)

    @api.depends("name", "kind_id.name", "partner_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for support in self:
            number = support.name or self.env._("Draft")
            parts = (number, support.kind_id.name, support.partner_id.sudo().name)
            support.display_name = " · ".join(part for part in parts if part)

    @api.depends("date_from", "kind_id")
    def _compute_due_date(self):
        for support in self:
            days = timedelta(days=support.kind_id.promise_days)
            support.due_date = support.date_from and support.date_from + days

    @api.depends("partner_id", "kind_id")
    def _compute_payee_id(self):
        """The customer's own company; a kind without cost has nobody to pay."""
        for support in self:
            customer = support.partner_id.sudo().commercial_partner_id
            pays = support.kind_id.has_cost and customer.is_company
            support.payee_id = customer.id if pays else False

    @api.depends("state", "approved_amount", "settled_amount")
    def _compute_taken(self):
        for support in self:
            promised = support.approved_amount if support.state in RUNNING else 0
            spent = support.settled_amount if support.state in CLOSED else 0
            support.taken = promised + spent

    @api.depends("move_line_ids.balance", "move_line_ids.parent_state")
    def _compute_cost(self):
        for support in self:
            posted = support.move_line_ids.filtered(
                lambda line: line.parent_state == "posted"
            )
            support.cost = sum(posted.mapped("balance"))

    @api.depends("evidence_ids.lacking", "evidence_ids.is_mandatory")
    def _compute_evidence_text(self):
        for support in self:
            wanted = support.evidence_ids.filtered("is_mandatory")
            there = wanted.filtered(lambda line: not line.lacking)
            support.evidence_text = f"{len(there)}/{len(wanted)}" if wanted else ""

    @api.depends("state", "due_date")
    def _compute_is_overdue(self):
        for support in self:
            support.is_overdue = bool(
                support.state == "approved"
                and support.due_date
                and support.due_date < support._today()
            )

    # ------------------------------------------------------------- who may
    def _is_own(self):
        """Whoever asked for it, or for whom it was asked, does not decide on it."""
        own = self.requested_by_id | self.create_uid | self.user_id
        return self.env.user in own

    @api.depends("state", "requested_by_id", "first_by_id", "user_id")
    @api.depends_context("uid")
    def _compute_may(self):
        user = self.env.user
        leads = user.has_group("kehu_liquor.group_kehu_lead")
        manages = user.has_group("kehu_liquor.group_kehu_manager")
        books = user.has_group("account.group_account_invoice")
        for support in self:
            own = support._is_own()
            second = manages and support.first_by_id != user
            support.may_approve = not own and (
                (support.state == "requested" and leads)
                or (support.state == "checked" and second)
            )
            proved = support.state == "evidenced"
            support.may_settle = books and not own and proved and support.has_cost
            done = "settled" if support.has_cost else "evidenced"
            support.may_judge = leads and not own and support.state == done
            support.waits_for_me = support.may_approve or support.may_settle

    @api.model
    def _search_waits_for_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        user, uid = self.env.user, self.env.uid
        found = Domain.FALSE
        if user.has_group("kehu_liquor.group_kehu_lead"):
            found |= Domain("state", "=", "requested")
        if user.has_group("kehu_liquor.group_kehu_manager"):
            found |= Domain("state", "=", "checked") & Domain("first_by_id", "!=", uid)
        if user.has_group("account.group_account_invoice"):
            found |= Domain(
                [("state", "=", "evidenced"), ("kind_id.has_cost", "=", True)]
            )
        for name in ("requested_by_id", "create_uid", "user_id"):
            found &= Domain(name, "!=", uid)
        return found if True in value else ~found

    # ---------------------------------------------------------------- sense
    @api.constrains("payee_id")
    def _check_payee(self):
        """Money for support goes to a company: no person, no contact, no colleague."""
        for support in self.sudo().filtered("payee_id"):
            payee = support.payee_id
            staff = payee.with_context(active_test=False).user_ids
            if (
                not payee.is_company
                or payee.parent_id
                or any(not user.share for user in staff)
            ):
                raise ValidationError(
                    self.env._(
                        "Support is paid to the company under contract: %s is a "
                        "person, a contact or a colleague.",
                        payee.display_name,
                    )
                )

    @api.constrains("partner_id", "company_id", "kind_id", "date_from", "date_to")
    def _check_once(self):
        for support in self:
            if first := support._twin():
                raise ValidationError(
                    self.env._(
                        "%(customer)s has this already, from %(start)s to %(end)s: "
                        "%(first)s. The same is not given twice.",
                        customer=first.partner_id.name,
                        start=format_date(self.env, first.date_from),
                        end=format_date(self.env, first.date_to),
                        first=first.display_name,
                    )
                )

    def _twin(self):
        """The first support of the same customer and kind in the same days."""
        return self.sudo().search(
            [
                ("id", "!=", self.id),
                ("partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
                ("kind_id", "=", self.kind_id.id),
                ("state", "not in", GONE),
                ("date_from", "<=", self.date_to),
                ("date_to", ">=", self.date_from),
            ],
            order="id",
            limit=1,
        )

    # ------------------------------------------------------------------ CRUD
    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        begun = []
        for vals in vals_list:
            partner = self.env["res.partner"].browse(vals.get("partner_id"))
            partner.check_access("read")
            entered = {n: v for n, v in vals.items() if n in ENTERED | {"company_id"}}
            customer = partner.sudo().commercial_partner_id
            begun.append({**entered, "partner_id": customer.id})
        return super().create(begun)

    def write(self, vals):
        """People enter what they ask for, until they ask; all else is done by steps."""
        self.check_access("write")
        if not self.env.su and set(vals) != {"evidence_ids"}:
            if set(vals) - ENTERED - {"evidence_ids"}:
                raise AccessError(
                    self.env._("A support is moved on by its buttons, not by hand.")
                )
            if any(support.state != "draft" for support in self):
                raise UserError(
                    self.env._(
                        "What was asked for stands: take it back before you change it."
                    )
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_drafts(self):
        if any(support.state != "draft" or support.name for support in self):
            raise UserError(
                self.env._("Only a draft that was never asked for can be deleted.")
            )
