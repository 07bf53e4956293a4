from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

STATES = [
    ("open", "To Do"),
    ("arranged", "Arranged"),
    ("done", "Done"),
    ("missed", "Missed"),
]
#: Contacts are often written down late: so long a period is settled anew.
LATE = 62


class KehuFollowup(models.Model):
    """One promise to one customer: which contact, by which day, and whether kept.

    Made by the night from the cadence of the customer's grade, or by a planned
    contact. It is settled by contacts on record and by nothing else; at the end of
    its period it is missed. Whoever owns the customer sees it in the week.
    """

    _name = "kehu.followup"
    _description = "Follow-up"
    _order = "due_on, id"
    _log_access = False
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    step_id = fields.Many2one(
        "kehu.cadence.step",
        string="Promise",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    kind_id = fields.Many2one(
        "kehu.visit.kind",
        string="Kind of Contact",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    period = fields.Date(string="Period Begins", required=True, readonly=True)
    period_end = fields.Date(string="Period Ends", required=True, readonly=True)
    number = fields.Integer(required=True, readonly=True, default=1, aggregator=None)
    first_due_on = fields.Date(string="First Due on", readonly=True)
    due_on = fields.Date(string="Due on", required=True, readonly=True)
    state = fields.Selection(STATES, required=True, readonly=True, default="open")
    visit_id = fields.Many2one(
        "kehu.visit",
        string="Kept by",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    done_on = fields.Date(readonly=True)
    reason = fields.Char(string="Why Put off", readonly=True)

    grade_id = fields.Many2one(
        "kehu.grade", compute="_compute_stake", compute_sudo=False
    )
    grade_color = fields.Integer(compute="_compute_stake", compute_sudo=False)
    phone = fields.Char(related="partner_id.phone")
    why = fields.Char(compute="_compute_why")
    stake = fields.Char(compute="_compute_stake", compute_sudo=False, string="At Stake")
    when = fields.Char(compute="_compute_when")
    days_late = fields.Integer(compute="_compute_when")

    _once = models.UniqueIndex(
        "(partner_id, company_id, step_id, period, number) WHERE step_id IS NOT NULL",
        "This promise stands already.",
    )
    _one_a_plan = models.UniqueIndex(
        "(visit_id) WHERE step_id IS NULL AND occasion IS NULL",
        "This contact is planned already.",
    )
    _of_week = models.Index("(user_id, due_on) WHERE state = 'open'")
    _settled = models.Index("(company_id, period_end, partner_id)")

    # ---------------------------------------------------------------- words
    @api.depends("partner_id", "kind_id")
    def _compute_display_name(self):
        for row in self:
            row.display_name = f"{row.kind_id.name} · {row.partner_id.sudo().name}"

    @api.depends("step_id", "kind_id", "visit_id", "period")
    @api.depends_context("lang")
    def _compute_why(self):
        kept = self._kept()
        for row in self:
            step = row.sudo().step_id
            kind = row.kind_id.name
            if not step:
                purpose = row.sudo().visit_id.purpose
                what = purpose if purpose else self.env._("planned")
                row.why = self.env._("%(kind)s: %(what)s", kind=kind, what=what)
            elif step.occasion == "first":
                row.why = self.env._(
                    "%(kind)s: %(what)s, day %(days)s after the first visit",
                    kind=kind,
                    what=step.name or self.env._("stay in touch"),
                    days=step.days,
                )
            else:
                done = kept.get((row.partner_id, row.company_id, step, row.period), 0)
                row.why = self.env._(
                    "%(kind)s: at least %(often)s, %(done)s/%(times)s so far",
                    kind=kind,
                    often=step._say_how_often(),
                    done=done,
                    times=step.times,
                )

    def _kept(self):
        """How many promises of each step's period are kept already."""
        rows = self.sudo()._read_group(
            [
                ("partner_id", "in", self.partner_id.ids),
                ("step_id", "in", self.sudo().step_id.ids),
                ("period", "in", list(set(self.mapped("period")))),
                ("state", "=", "done"),
            ],
            ["partner_id", "company_id", "step_id", "period:day"],
            ["__count"],
        )
        return {
            (partner, company, step, fields.Date.to_date(period)): count
            for partner, company, step, period, count in rows
        }

    @api.depends("partner_id", "company_id")
    @api.depends_context("lang")
    def _compute_stake(self):
        """What the customer owes and when it orders next: from its own figures."""
        found = self.env["kehu.metric"].search(
            [
                ("partner_id", "in", self.partner_id.ids),
                ("company_id", "in", self.company_id.ids),
            ]
        )
        metrics = {(m.partner_id.id, m.company_id.id): m for m in found}
        for row in self:
            metric = metrics.get((row.partner_id.id, row.company_id.id))
            row.grade_id = metric and metric.grade_id
            row.grade_color = metric.grade_color if metric else 0
            row.stake = metric and metric._say_stake()

    @api.depends("due_on", "state")
    @api.depends_context("lang")
    def _compute_when(self):
        today = self.env["kehu.facts"]._today(self.env.company)
        for row in self:
            late = (today - row.due_on).days if row.due_on else 0
            row.days_late = max(0, late) if row.state == "open" else 0
            if row.state != "open" or late < -1:
                row.when = row.due_on and format_date(
                    self.env, row.due_on, date_format="MM-dd EEE"
                )
            elif late > 0:
                row.when = self.env._("%s days overdue", late)
            else:
                row.when = self.env._("tomorrow") if late else self.env._("due today")

    # ---------------------------------------------------------- for others
    @api.model
    def _follow_plans(self, visits):
        """A planned contact stands in the week as long as it is planned."""
        known = {row.visit_id: row for row in self._of_plans(visits)}
        for visit in visits:
            row = known.get(visit, self)
            if visit.state == "planned":
                values = {
                    "user_id": visit.user_id.id,
                    "kind_id": visit.kind_id.id,
                    "period": visit.day,
                    "period_end": visit.day,
                    "due_on": visit.day,
                    "state": "open",
                }
                if row:
                    row.write(values)
                else:
                    self.create({**values, **self._plan_of(visit)})
            elif visit.state == "cancelled":
                row.unlink()
            elif row:
                done_on = visit.day if visit.state == "done" else False
                row.write({"state": visit.state, "done_on": done_on})

    @api.model
    def _of_plans(self, visits):
        return self.search(
            [
                ("visit_id", "in", visits.ids),
                ("step_id", "=", False),
                ("occasion", "=", False),
            ]
        )

    @api.model
    def _plan_of(self, visit):
        return {
            "partner_id": visit.partner_id.id,
            "company_id": visit.company_id.id,
            "visit_id": visit.id,
            "first_due_on": visit.day,
        }

    @api.model
    def _settle(self, partners, company):
        """Bring promises and last contacts of these customers in step with records."""
        facts = self.env["kehu.facts"].sudo()
        self.env.flush_all()
        today = facts._today(company)
        since = today - timedelta(days=LATE)
        facts._settle_followups(company, today, since, partners)
        facts._touch_contacts(company, partners)

    def _put_off(self, until, reason):
        """Later, and why; within its period, because then it is missed."""
        if not self.has_access("read"):
            raise AccessError(self.env._("These are others' customers."))
        for row in self:
            today = self.env["kehu.facts"]._today(row.company_id)
            if row.state != "open":
                raise UserError(self.env._("Only what is open is put off."))
            if until < today:
                raise UserError(self.env._("Put it off to a day that is to come."))
            promised = row.step_id or row.occasion
            if promised and until > row.period_end:
                raise UserError(
                    self.env._(
                        "It was promised by %s: put it off until then at most.",
                        format_date(self.env, row.period_end),
                    )
                )
            if promised:
                row.sudo().write({"due_on": until, "reason": reason})
            else:
                visit = row.visit_id
                visit.planned_at = visit._in_the_morning(until)
                row.sudo().reason = reason
