from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

from ..engine import support as engine
from .kehu_support import RUNNING

#: What supports stand on once they were approved out of a budget.
FIXED = {"company_id", "kind_ids", "date_from", "date_to"}


class KehuBudget(models.Model):
    """Money for support: of a company, for kinds, from a day to a day.

    What is left is the amount less what was promised and, of supports that are
    settled, less what they really cost. It may grow with real sales. Kinds and period
    of two budgets never overlap, so that each support has one answer.
    """

    _name = "kehu.budget"
    _inherit = ["kehu.in.company"]
    _description = "Support budget"
    _order = "date_from desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    kind_ids = fields.Many2many("kehu.support.kind", help="Empty: for all other kinds.")
    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(string="Until", required=True)
    base_amount = fields.Monetary(required=True)
    sales_percent = fields.Float(
        string="Grows by (%)",
        digits=(5, 2),
        aggregator=None,
        help="So many percent of the company's net sales in the period …",
    )
    sales_above = fields.Monetary(
        string="Above Sales of", aggregator=None, help="… beyond this amount …"
    )
    most_growth = fields.Monetary(
        string="At Most", aggregator=None, help="… and at most so much. 0: no limit."
    )
    tight_from = fields.Float(
        string="Nearly Used from (%)", default=90, digits=(5, 2), aggregator=None
    )
    note = fields.Text()
    support_ids = fields.One2many("kehu.support", "budget_id", string="Supports")

    taken = fields.Monetary(
        string="Promised or Spent", compute="_compute_taken", store=True
    )
    grown = fields.Monetary(compute="_compute_left", string="Grown by")
    amount = fields.Monetary(compute="_compute_left")
    left = fields.Monetary(compute="_compute_left", string="Still Left")
    used_share = fields.Float(compute="_compute_left", string="Used (%)")
    is_tight = fields.Boolean(compute="_compute_left", string="Nearly Used")
    asked = fields.Monetary(compute="_compute_asked", string="Waiting for Approval")

    _makes_sense = models.Constraint(
        "CHECK (date_to >= date_from)", "A budget ends after it begins."
    )
    _not_negative = models.Constraint(
        "CHECK (base_amount >= 0 AND COALESCE(sales_above, 0) >= 0"
        " AND COALESCE(most_growth, 0) >= 0)",
        "The amounts of a budget are not negative.",
    )
    _percents = models.Constraint(
        "CHECK (COALESCE(sales_percent, 0) BETWEEN 0 AND 100"
        " AND COALESCE(tight_from, 0) BETWEEN 0 AND 100)",
        "Percents of a budget lie between 0 and 100.",
    )

    # ------------------------------------------------------------- computes
    @api.depends("support_ids.taken")
    def _compute_taken(self):
        for budget in self:
            budget.taken = sum(budget.support_ids.mapped("taken"))

    @api.depends("base_amount", "sales_percent", "sales_above", "most_growth", "taken")
    @api.depends("date_from", "date_to", "company_id", "tight_from")
    def _compute_left(self):
        for budget in self:
            grown = budget.currency_id.round(budget._grown())
            amount = budget.base_amount + grown
            share = 100 * budget.taken / amount if amount > 0 else 0.0
            budget.grown = grown
            budget.amount = amount
            budget.left = amount - budget.taken
            budget.used_share = share if amount > 0 or not budget.taken else 100.0
            budget.is_tight = budget.used_share >= (budget.tight_from or 100)

    def _grown(self):
        """What real sales of the period add so far."""
        if not (self.sales_percent and self.date_from and self.date_to):
            return 0.0
        sales = (
            self.env["kehu.facts"]
            .sudo()
            ._net_between(self.company_id, self.date_from, self.date_to)
        )
        rule = engine.Growth(self.sales_percent, self.sales_above, self.most_growth)
        return engine.grown(sales, rule)

    def _compute_asked(self):
        """Requests that would fall to this budget and nobody decided yet."""
        for budget in self:
            budget.asked = sum(budget._requests().mapped("requested_amount"))

    def _requests(self):
        if not (self.date_from and self.date_to):
            return self.env["kehu.support"]
        waiting = self.env["kehu.support"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("state", "in", ("requested", "checked")),
                ("date_from", ">=", self.date_from),
                ("date_from", "<=", self.date_to),
            ]
        )
        return waiting.filtered(lambda s: self._for_support(s) == self._origin)

    # ---------------------------------------------------------------- sense
    @api.constrains("kind_ids", "company_id", "date_from", "date_to", "active")
    def _check_overlap(self):
        for budget in self.filtered("active"):
            if other := budget._rival():
                raise ValidationError(
                    self.env._(
                        "“%(other)s” is for the same kinds in the same period "
                        "already: change that budget, or the period of this one.",
                        other=other.name,
                    )
                )

    def _rival(self):
        same = Domain("kind_ids", "=", False)
        if self.kind_ids:
            same = Domain("kind_ids", "in", self.kind_ids.ids)
        return self.search(
            same
            & Domain("id", "!=", self.id)
            & Domain("company_id", "=", self.company_id.id)
            & Domain("date_from", "<=", self.date_to)
            & Domain("date_to", ">=", self.date_from),
            order="id",
            limit=1,
        )

    @api.constrains("base_amount", "sales_percent", "sales_above", "most_growth")
    def _check_enough(self):
        for budget in self:
            if budget.currency_id.compare_amounts(budget.left, 0) < 0:
                money = self.env["kehu.metric"]._money
                raise ValidationError(
                    self.env._(
                        "%(taken)s of “%(budget)s” is promised already: it cannot be "
                        "less.",
                        taken=money(budget.taken, budget.currency_id),
                        budget=budget.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        """Nothing is taken of a budget that begins, whatever its sender says."""
        fresh = [{k: v for k, v in x.items() if k != "taken"} for x in vals_list]
        return super().create(fresh)

    def write(self, vals):
        self.check_access("write")
        if "taken" in vals and not self.env.su:
            raise AccessError(self.env._("What is taken of a budget is added up."))
        if not vals.get("active", True):
            self._check_kept()
        if FIXED & set(vals) and self.sudo().support_ids:
            raise UserError(
                self.env._(
                    "Support was promised out of this budget: its company, kinds and "
                    "period stay. Plan another budget."
                )
            )
        return super().write(vals)

    def _check_kept(self):
        """Put away, it would leave room for another budget beside its promises."""
        for support in self.sudo().support_ids:
            if support.state in RUNNING:
                raise UserError(
                    self.env._(
                        "%s is promised out of this budget and not settled: the budget "
                        "stays until then.",
                        support.display_name,
                    )
                )

    # ---------------------------------------------------------- for others
    @api.model
    def _for_support(self, support):
        """The one budget of a support: of its kind before that of all other kinds."""
        kind = Domain("kind_ids", "in", support.kind_id.ids)
        found = self.sudo().search(
            (kind | Domain("kind_ids", "=", False))
            & Domain("company_id", "=", support.company_id.id)
            & Domain("date_from", "<=", support.date_from)
            & Domain("date_to", ">=", support.date_from)
        )
        return found.sorted(lambda b: not b.kind_ids)[:1]

    def _left_alone(self):
        """What is left, summed up anew while nobody else can take of it."""
        self.ensure_one()
        taken = self.env["kehu.facts"].sudo()._taken_alone(self)
        return self.currency_id.round(self.amount - taken)

    def action_open_supports(self):
        """The supports out of this budget."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.actions"]._for_xml_id(
            "kehu_liquor.kehu_support_action"
        )
        domain = [("budget_id", "=", self.id)]
        return {**action, "domain": domain, "context": {}}
