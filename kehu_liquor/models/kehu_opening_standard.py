from odoo import api, fields, models

KINDS = [
    ("licence", "Licence"),
    ("qualification", "Qualification"),
    ("payment", "First Payment"),
    ("document", "Contract or Document"),
]


class KehuOpeningStandard(models.Model):
    """What a customer of a role must show before it may order freely.

    Rows that a manager edits: papers with number and end date, qualifications, a
    first payment. Until an opening is approved, an order may come up to the limit.
    Whoever bought before the standard began is a customer already.
    """

    _name = "kehu.opening.standard"
    _description = "Opening standard"
    _order = "role_id, company_id, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    role_id = fields.Many2one("kehu.role", required=True, ondelete="cascade")
    company_id = fields.Many2one(
        "res.company", help="Empty: for all companies without their own."
    )
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")
    order_limit = fields.Monetary(
        string="Order Limit before Approval",
        help="Up to this amount, without tax, an order passes before the opening is "
        "approved. 0: none at all.",
    )
    date_from = fields.Date(
        string="For Customers New Since",
        required=True,
        default=fields.Date.context_today,
        help="Whoever bought before this day is a customer already.",
    )
    requirement_ids = fields.One2many(
        "kehu.opening.requirement", "standard_id", string="Requirements"
    )
    note = fields.Text(translate=True)

    _one_answer = models.UniqueIndex(
        "(role_id, COALESCE(company_id, 0)) WHERE active",
        "This role has a standard already: change that one.",
    )
    _not_negative = models.Constraint(
        "CHECK (order_limit >= 0)", "A limit cannot be negative."
    )

    @api.depends("company_id")
    @api.depends_context("company")
    def _compute_currency_id(self):
        for standard in self:
            company = standard.company_id or self.env.company
            standard.currency_id = company.currency_id

    # ---------------------------------------------------------- for others
    @api.model
    def _for(self, partner, company):
        """The standard of a customer's role: the company's own before the shared."""
        role = partner.sudo().commercial_partner_id.kehu_role_id
        if not role:
            return self
        here = [("role_id", "=", role.id), ("company_id", "in", [company.id, False])]
        return self.sudo().search(here, order="company_id", limit=1)

    @api.model
    def _wanted(self, partner, company):
        """The standard that a customer has yet to meet; empty when it may order."""
        partner = partner.commercial_partner_id
        standard = self._for(partner, company)
        if not standard or self.env["kehu.opening"]._is_approved(partner, company):
            return self
        metric = self.env["kehu.metric"].sudo().with_context(active_test=False)
        bought_before = [
            ("partner_id", "=", partner.id),
            ("company_id", "=", company.id),
            ("first_sale_date", "<", standard.date_from),
        ]
        return self if metric.search_count(bought_before, limit=1) else standard


class KehuOpeningRequirement(models.Model):
    """One thing that a standard asks for, and what must be shown of it."""

    _name = "kehu.opening.requirement"
    _description = "Opening requirement"
    _order = "sequence, id"

    standard_id = fields.Many2one(
        "kehu.opening.standard", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    kind = fields.Selection(KINDS, required=True, default="document")
    name = fields.Char(required=True, translate=True)
    is_mandatory = fields.Boolean(string="Mandatory", default=True)
    needs_number = fields.Boolean(string="Number")
    needs_date_end = fields.Boolean(string="End Date")
    needs_file = fields.Boolean(string="File")
    currency_id = fields.Many2one(related="standard_id.currency_id")
    amount = fields.Monetary(help="Of a first payment: what must have come in.")

    _payment_has_amount = models.Constraint(
        "CHECK ((kind = 'payment') = (COALESCE(amount, 0) > 0))",
        "A first payment has an amount, and nothing else has.",
    )

    @api.onchange("kind")
    def _onchange_kind(self):
        if self.kind == "payment":
            self.needs_number = self.needs_date_end = self.needs_file = False
        else:
            self.amount = 0
