from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..engine import evaluation as engine

STATES = [("draft", "Being Prepared"), ("done", "Done"), ("approved", "Approved")]
QUADRANTS = [
    (engine.BEST, "Able and Trusted"),
    (engine.SEAT, "Steady Seat-Merchant"),
    (engine.RISKY, "Fast but Risky"),
    (engine.WEAK, "Neither"),
]
OBSTACLES = [
    ("margin", "Earns too Little with Us"),
    ("competitor", "Pushes a Competitor"),
    ("ignorance", "Does Not Know How"),
    ("price", "Thinks We Are too Dear"),
    ("range", "Lacks Goods That Fit"),
    ("grievance", "An Old Grievance"),
]
ENTERED = {"line_ids", "note", "obstacle", "obstacle_plan"}
#: Shipped audiences that are judged otherwise; a house may have dealers of its own.
NO_DEALERS = ("outlet", "group", "consumer", "other")
#: What a sender says of one that begins; all else is worked out or asked later.
BEGUN = {"partner_id", "company_id", "day", "obstacle", "obstacle_plan", "note"}
BEGINNING = {
    "state": "draft",
    "done_by_id": False,
    "done_on": False,
    "approved_by_id": False,
    "approved_on": False,
}


class KehuEvaluation(models.Model):
    """A dealer judged for half a year, by criteria: facts fill in, the rest is asked.

    From the marks come ability and credit, the quadrant of both with what it
    advises, and the written criteria that are not met. One prepares, another
    approves; why an able dealer does not push us is asked with it.
    """

    _name = "kehu.evaluation"
    _inherit = "kehu.about.customer"
    _description = "Evaluation of a dealer"
    _order = "period desc, id desc"

    company_id = fields.Many2one(ondelete="cascade")
    currency_id = fields.Many2one(related="company_id.currency_id")
    user_id = fields.Many2one(related="partner_id.user_id", string="Salesperson")
    day = fields.Date(required=True, readonly=True)
    period = fields.Char(
        compute="_compute_period", store=True, help="Year and half of it."
    )
    line_ids = fields.One2many("kehu.evaluation.line", "evaluation_id", string="Marks")
    state = fields.Selection(STATES, default="draft", required=True, readonly=True)
    done_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    done_on = fields.Date(readonly=True)
    approved_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    approved_on = fields.Date(readonly=True)
    obstacle = fields.Selection(OBSTACLES, string="Why It Does Not Push Us")
    obstacle_plan = fields.Char(string="What We Do about It")
    note = fields.Text()

    has_score = fields.Boolean(compute="_compute_scores", store=True)
    score = fields.Float(
        compute="_compute_scores", store=True, aggregator="avg", digits=(5, 1)
    )
    has_ability = fields.Boolean(compute="_compute_scores", store=True)
    ability = fields.Float(
        string="Selling Ability",
        compute="_compute_scores",
        store=True,
        aggregator="avg",
        digits=(5, 1),
    )
    has_credit = fields.Boolean(compute="_compute_scores", store=True)
    credit = fields.Float(
        compute="_compute_scores", store=True, aggregator="avg", digits=(5, 1)
    )
    quadrant = fields.Selection(
        QUADRANTS, string="Credit and Ability", compute="_compute_scores", store=True
    )
    missed_count = fields.Integer(
        string="Criteria Not Met", compute="_compute_scores", store=True
    )
    missed = fields.Char(
        string="Which Are Not Met", compute="_compute_missed", compute_sudo=True
    )
    advice = fields.Char(compute="_compute_advice")
    net_12m = fields.Monetary(
        string="Net Sales, 12 Months",
        readonly=True,
        help="When it was judged: what it would cost to let the dealer go.",
    )
    is_latest = fields.Boolean(compute="_compute_is_latest", search="_search_is_latest")
    may_approve = fields.Boolean(compute="_compute_may")
    may_send_back = fields.Boolean(compute="_compute_may")

    _once = models.Constraint(
        "UNIQUE (partner_id, company_id, period)",
        "This dealer is judged for this half of the year already.",
    )

    # --------------------------------------------------------------- computes
    @api.depends("day")
    def _compute_period(self):
        for row in self:
            day = row.day
            row.period = day and f"{day.year}H{1 if day.month <= 6 else 2}"

    @api.depends(
        "line_ids.mark", "line_ids.weight", "line_ids.axis", "line_ids.is_missed"
    )
    def _compute_scores(self):
        for row in self:
            marks = [(line._mark(), line.weight, line.axis) for line in row.line_ids]
            found = {
                axis: engine.score([(m, w) for m, w, a in marks if a == axis])
                for axis in ("ability", "credit")
            }
            found["score"] = engine.score([(m, w) for m, w, _a in marks])
            for name, value in found.items():
                row[f"has_{name}"], row[name] = value is not None, value or 0
            company = row.company_id
            row.quadrant = engine.quadrant(
                found["ability"],
                found["credit"],
                company.kehu_ability_cut,
                company.kehu_credit_cut,
            )
            row.missed_count = sum(row.line_ids.mapped("is_missed"))

    @api.depends("line_ids.is_missed")
    @api.depends_context("lang")
    def _compute_missed(self):
        for row in self:
            lines = row.line_ids.filtered("is_missed")
            row.missed = ", ".join(lines.criterion_id.mapped("name"))

    @api.depends("quadrant")
    @api.depends_context("lang")
    def _compute_advice(self):
        said = {
            engine.BEST: self.env._(
                "Keep and grow: the best support, new products and scarce goods first."
            ),
            engine.SEAT: self.env._(
                "Help it sell: send somebody to build its team and its outlets with it."
            ),
            engine.RISKY: self.env._(
                "Use its speed on short terms: cash or a deposit, a limit, watch goods."
            ),
            engine.WEAK: self.env._(
                "Look for a successor in time; no new credit, settle what is open."
            ),
        }
        for row in self:
            row.advice = said.get(row.quadrant) or self.env._(
                "Too little is answered to advise anything."
            )

    @api.depends("partner_id", "period")
    def _compute_display_name(self):
        for row in self:
            row.display_name = f"{row.partner_id.name} {row.period or ''}".strip()

    @api.depends("state", "period")
    def _compute_is_latest(self):
        latest = self.search(self._search_is_latest("in", {True}))
        for row in self:
            row.is_latest = row in latest

    def _search_is_latest(self, operator, value):
        """The last approved one of each dealer."""
        if operator != "in" or True not in value:
            return NotImplemented
        rows = self.sudo()._read_group(
            [("state", "=", "approved")], ["partner_id", "company_id"], ["id:max"]
        )
        return [("id", "in", [last for _partner, _company, last in rows])]

    @api.depends("state", "done_by_id")
    @api.depends_context("uid")
    def _compute_may(self):
        leads = self.env.user.has_group("kehu_liquor.group_kehu_lead")
        for row in self:
            done = row.state == "done"
            row.may_approve = leads and done and row.done_by_id != self.env.user
            row.may_send_back = done and (leads or row.done_by_id == self.env.user)

    # ------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        """Begin: criteria as they are today, facts filled in."""
        self.check_access("create")
        begun = []
        for vals in vals_list:
            partner = self.env["res.partner"].browse(vals.get("partner_id"))
            partner.check_access("read")
            company = self.env["res.company"].browse(
                vals.get("company_id") or self.env.company.id
            )
            customer = partner.commercial_partner_id
            kept = {k: v for k, v in vals.items() if k in BEGUN}
            if not (self.env.su and kept.get("day")):
                kept["day"] = self.env["kehu.facts"]._today(company)
            begun.append({**kept, **BEGINNING, "partner_id": customer.id})
        rows = super().create(begun)
        for row in rows:
            row._begin()
        return rows

    @api.model
    def _check_dealer(self, customer):
        """The criteria are of dealers: no shop and no household is judged by them."""
        names = (f"kehu_liquor.audience_{name}" for name in NO_DEALERS)
        known = [self.env.ref(name, raise_if_not_found=False) for name in names]
        if customer._kehu_audience().id in [found.id for found in known if found]:
            raise UserError(
                self.env._(
                    "%s is no dealer by its channel role: dealers alone are judged by "
                    "these criteria.",
                    customer.name,
                )
            )

    def write(self, vals):
        self.check_access("write")
        if not self.env.su:
            if set(vals) - ENTERED:
                raise AccessError(
                    self.env._("An evaluation is moved on by its buttons, not by hand.")
                )
            if any(row.state != "draft" for row in self):
                raise UserError(
                    self.env._("This evaluation is not being prepared any more.")
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_drafts(self):
        if not self.env.su and any(row.state != "draft" for row in self):
            raise UserError(
                self.env._("Only an evaluation that is being prepared can be deleted.")
            )
