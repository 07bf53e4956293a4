import hashlib

from odoo import api, fields, models
from odoo.tools import format_date

from .kehu_scoring_trial import LINE

DIRECTIONS = [
    ("up", "Up"),
    ("down", "Down"),
    ("first", "First grade"),
    ("lost", "Grade lost"),
]
#: Promises that make a move cost something: a change of one outdates a dry run.
COSTS = ("visits", "payment_days", "credit_limit")


class KehuSchemeTrial(models.Model):
    """A dry run of a scheme in one company: who would move, why, and at what cost.

    Made by the same code as the night and of the same facts, for the manager who is to
    put the scheme to use. Keeps those who move and the counts of the others, and the
    fingerprint of the rules it was made with: it says nothing about other rules.
    """

    _name = "kehu.scheme.trial"
    _description = "Dry run of a scoring scheme"
    _order = "id desc"
    _check_company_auto = True

    scheme_id = fields.Many2one(
        "kehu.scheme", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    currency_id = fields.Many2one(related="company_id.currency_id")
    audience_id = fields.Many2one(related="scheme_id.audience_id")
    stage = fields.Selection(related="scheme_id.stage", related_sudo=False)
    day = fields.Date(required=True)
    user_id = fields.Many2one("res.users", string="By", ondelete="restrict")
    fingerprint = fields.Char()
    revision = fields.Integer()
    is_fresh = fields.Boolean(compute="_compute_is_fresh")
    total = fields.Integer(string="Customers")
    up = fields.Integer()
    down = fields.Integer()
    first = fields.Integer(string="First Grade")
    lost = fields.Integer(string="Grade Lost")
    held_stay = fields.Integer(string="Held by the Minimum Stay")
    held_margin = fields.Integer(string="Held by the Margins")
    unscored = fields.Integer(string="Too Little Known")
    failed = fields.Integer(string="Could Not Be Scored")
    pairs = fields.Json(help="[old grade, new grade, customers] …")
    unknown_facts = fields.Json(help="Facts that nobody has.")
    line_ids = fields.One2many("kehu.scheme.trial.line", "trial_id", string="Movers")

    def _compute_display_name(self):
        for trial in self:
            trial.display_name = self.env._(
                "Dry run of %(scheme)s, %(day)s",
                scheme=trial.scheme_id.display_name,
                day=format_date(self.env, trial.day),
            )

    @api.depends("fingerprint", "scheme_id.revision")
    def _compute_is_fresh(self):
        for trial in self:
            now = self._fingerprint_of(trial.scheme_id, trial.company_id)
            trial.is_fresh = trial.fingerprint == now

    # ------------------------------------------------------------------- run
    @api.model
    def _run(self, scheme, company):
        """Try a scheme on a company's customers; earlier dry runs of it make room."""
        self.search(
            [("scheme_id", "=", scheme.id), ("company_id", "=", company.id)]
        ).unlink()
        day = self.env["kehu.facts"]._today(company)
        trial = self.create(
            {
                "scheme_id": scheme.id,
                "company_id": company.id,
                "day": day,
                "user_id": self.env.uid,
                "revision": scheme.revision,
                "fingerprint": self._fingerprint_of(scheme, company),
            }
        )
        scoring = self.env["kehu.scoring"].sudo()
        trial._tell(scoring._try(company, scheme.sudo(), day, trial._keep))
        return trial

    def _keep(self, lines):
        """Keep a batch of movers."""
        rows = [(self.id, self.company_id.id, *line) for line in lines]
        columns = ("trial_id", "company_id", *LINE)
        self.env["kehu.facts"]._insert("kehu.scheme.trial.line", columns, rows)

    def _tell(self, tally):
        """Keep what was counted."""
        self.line_ids.invalidate_model()
        directions = dict(
            self.env["kehu.scheme.trial.line"]._read_group(
                [("trial_id", "=", self.id)], ["direction"], ["__count"]
            )
        )
        facts = self.scheme_id.criterion_ids.mapped("fact")
        self.write(
            {
                **{key: directions.get(key, 0) for key, _label in DIRECTIONS},
                "total": tally.total,
                "held_stay": tally.held["stay"],
                "held_margin": tally.held["margin"],
                "unscored": tally.unscored,
                "failed": tally.failed,
                "pairs": [[*pair, count] for pair, count in tally.pairs.items()],
                "unknown_facts": [
                    fact for fact in facts if tally.total and not tally.known[fact]
                ],
            }
        )

    @api.model
    def _fingerprint_of(self, scheme, company):
        """All that decides who moves and what it costs, in one short word."""
        rules = self.env["kehu.scoring"].sudo()._rules(company, instead=scheme.sudo())
        costs = [
            row
            for row in self.env["kehu.entitlement"]._rows(company.id)
            if row.kind in COSTS
        ]
        matter = (
            scheme.audience_id.id,
            rules.criteria[scheme.audience_id.id],
            sorted(rules.ladder),
            rules.margins,
            sorted(costs, key=lambda row: row.row),
        )
        return hashlib.sha256(repr(matter).encode()).hexdigest()

    # --------------------------------------------------------------- actions
    def action_activate(self):
        """Put the scheme that was tried to use."""
        self.ensure_one()
        return self.scheme_id.action_activate() and self.action_back()

    def action_back(self):
        """Back to the scheme, to change it."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "kehu.scheme",
            "res_id": self.scheme_id.id,
            "views": [(False, "form")],
            "target": "main",
        }

    def action_export(self):
        """The movers as a file for a spreadsheet."""
        self.ensure_one()
        self.check_access("read")
        self.env["kehu.export.log"]._note(self.line_ids, [self.movers_name])
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/movers_file/"
            f"{self.movers_name}?download=true",
            "target": "download",
        }

    def action_open_cell(self, old, new):
        """The customers behind a cell of the matrix: ids of grades, 0 for none."""
        self.ensure_one()
        self.check_access("read")
        if old == new:
            return self._open_unmoved(old)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Who Moves"),
            "res_model": "kehu.scheme.trial.line",
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "domain": [
                ("trial_id", "=", self.id),
                ("old_grade_id", "=", old or False),
                ("grade_id", "=", new or False),
            ],
        }

    def _open_unmoved(self, grade):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Who Stays"),
            "res_model": "kehu.metric",
            "views": [(False, "list"), (False, "kanban")],
            "domain": [
                ("company_id", "=", self.company_id.id),
                ("audience_id", "=", self.audience_id.id),
                ("grade_id", "=", grade or False),
                ("partner_id", "not in", self.line_ids.partner_id.ids),
            ],
        }


class KehuSchemeTrialLine(models.Model):
    """A customer that would move: from where to where, the main reason, the cost."""

    _name = "kehu.scheme.trial.line"
    _description = "Mover of a dry run"
    _order = "net_12m desc, id"
    _log_access = False

    trial_id = fields.Many2one(
        "kehu.scheme.trial", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    currency_id = fields.Many2one(related="company_id.currency_id")
    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one("res.users", string="Salesperson", ondelete="set null")
    old_grade_id = fields.Many2one("kehu.grade", string="Now", ondelete="cascade")
    grade_id = fields.Many2one("kehu.grade", string="Then", ondelete="cascade")
    grade_color = fields.Integer(related="grade_id.color")
    direction = fields.Selection(DIRECTIONS)
    has_score = fields.Boolean()
    score = fields.Float(digits=(4, 1), aggregator="avg")
    reason_fact = fields.Char()
    reason_points = fields.Float(digits=(4, 1), aggregator=None)
    reason = fields.Char(compute="_compute_reason", string="Main Reason")
    net_12m = fields.Monetary(string="Net Sales, 12 Months")
    visits_change = fields.Float(string="Visits a Month", digits=(6, 2))
    credit_change = fields.Monetary(string="Credit in Use")
    limit_change = fields.Monetary(string="Credit Limit")

    @api.depends("reason_fact", "reason_points")
    @api.depends_context("lang")
    def _compute_reason(self):
        labels = self.env["kehu.metric"]._fact_labels()
        for line in self:
            line.reason = self.env._("not the scheme: facts, ladder or stay")
            if line.reason_fact:
                line.reason = self.env._(
                    "%(fact)s %(points)s points",
                    fact=labels.get(line.reason_fact, line.reason_fact),
                    points=f"{line.reason_points:+.1f}",
                )

    @api.depends("partner_id", "old_grade_id", "grade_id")
    def _compute_display_name(self):
        none = self.env._("Ungraded")
        for line in self:
            old, new = line.old_grade_id.name or none, line.grade_id.name or none
            line.display_name = f"{line.partner_id.display_name}: {old} → {new}"

    def action_open_partner(self):
        """Open the customer behind the row."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self.partner_id.id,
            "views": [(False, "form")],
        }
