from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Command, Domain
from odoo.tools import format_date

from .kehu_greeting import ANNIVERSARY, BIRTHDAY, FESTIVAL, OCCASIONS

TASK = "task"
SOURCES = {ANNIVERSARY: "kehu.anniversary", FESTIVAL: "kehu.festival"}
GREETINGS = (BIRTHDAY, ANNIVERSARY, FESTIVAL)
#: A task that nobody did is missed after so many days.
PATIENCE = 30


class KehuFollowupGreet(models.Model):
    """Greetings and tasks among the follow-ups: whom, what for, on which day.

    A greeting is made by the night from a key person's day or a festival and the row
    for it; once a person, occasion and year. A task comes of an event, for instance
    somebody leaving, and is done by the contact that is logged for it.
    """

    _inherit = "kehu.followup"

    occasion = fields.Selection([*OCCASIONS, (TASK, "To Do")], readonly=True)
    person_id = fields.Many2one(
        "res.partner",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    greeting_id = fields.Many2one(
        "kehu.greeting",
        string="Rule",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    source_id = fields.Integer(
        readonly=True, aggregator=None, help="The anniversary or festival, 0 for none."
    )
    year = fields.Integer(
        readonly=True, aggregator=None, help="Of the calendar that the day is kept by."
    )
    kept_on = fields.Date(string="Day", readonly=True)
    summary = fields.Char(readonly=True)
    is_greeting = fields.Boolean(
        compute="_compute_is_greeting", search="_search_is_greeting"
    )
    how = fields.Char(compute="_compute_how")

    _greeted_once = models.UniqueIndex(
        "(person_id, company_id, occasion, source_id, year) WHERE year > 0",
        "This person is greeted for it already.",
    )

    @api.depends("occasion")
    def _compute_is_greeting(self):
        for row in self:
            row.is_greeting = row.occasion in GREETINGS

    @api.model
    def _search_is_greeting(self, operator, value):
        if operator != "in":
            return NotImplemented
        greets = Domain("occasion", "in", GREETINGS)
        return greets if True in value else ~greets

    # ---------------------------------------------------------------- words
    @api.depends("occasion", "summary", "person_id", "source_id", "kept_on")
    def _compute_why(self):
        special = self.filtered("occasion")
        done = super(KehuFollowupGreet, self - special)._compute_why()
        for row in special:
            row.why = row.summary if row.occasion == TASK else row._say_occasion()
        return done

    def _say_occasion(self):
        """Li Na: birthday, lunar 10-13 (leap month: kept in the plain one)."""
        person, rule = self.sudo().person_id, self._day_rule()
        day = person._kehu_day_text(rule) if rule else ""
        told = self.env._(
            "%(who)s: %(what)s %(day)s",
            who=person.name,
            what=self._say_what(),
            day=day,
        ).strip()
        return told + (person._kehu_remark(rule, self.kept_on) if rule else "")

    def _say_what(self):
        if self.occasion == BIRTHDAY:
            return self.env._("Birthday")
        source = self._source()
        return source.name if source else self.env._("Anniversary")

    def _source(self):
        """The anniversary or festival, as long as there is one."""
        name = SOURCES.get(self.occasion)
        return self.env[name].sudo().browse(self.source_id).exists() if name else None

    def _day_rule(self):
        if self.occasion == BIRTHDAY:
            return self.sudo().person_id._kehu_birthday_rule()
        source = self._source() if self.occasion == ANNIVERSARY else None
        return source._rule() if source else None

    @api.depends("occasion", "kept_on", "kind_id", "greeting_id.with_gift")
    @api.depends_context("lang")
    def _compute_how(self):
        today = self.env["kehu.facts"]._today(self.env.company)
        for row in self:
            parts = []
            if row.kept_on:
                day = format_date(self.env, row.kept_on, date_format="MM-dd EEE")
                left = (row.kept_on - today).days
                parts = [row._say_days(day, left), row.kind_id.name]
                if row._takes_gift():
                    parts.append(self.env._("small gift"))
            row.how = " · ".join(parts)

    def _say_days(self, day, left):
        if left == 0:
            return self.env._("%s, today", day)
        if left < 0:
            return self.env._("%(day)s, %(days)s days ago", day=day, days=-left)
        return self.env._("%(day)s, in %(days)s days", day=day, days=left)

    def _takes_gift(self):
        person = self.sudo().person_id
        return self.sudo().greeting_id.with_gift and not person._kehu_takes_nothing()

    # ---------------------------------------------------------------- my week
    def action_log(self):
        """A greeting or task is logged with its person; a task by that contact."""
        self.ensure_one()
        if not self.occasion:
            return super().action_log()
        self.check_access("read")
        person, what = self.person_id, self.summary
        if self.occasion != TASK:
            what = self.env._("Greeting: %s", self._say_what())
        met = person.parent_id == self.partner_id and not person.sudo().kehu_left_on
        action = self.env["kehu.visit"]._action_log(
            partner_id=self.partner_id.id,
            company_id=self.company_id.id,
            kind_id=self.kind_id.id,
            purpose=what,
            contact_ids=[Command.set(person.ids)] if met else None,
        )
        if self.occasion == TASK:
            action["context"]["kehu_followup_id"] = self.id
        return action

    def _answer(self, visit):
        """A contact was logged for this task."""
        mine = self.sudo() if self.has_access("read") else self.browse()
        if mine.occasion == TASK and mine.partner_id == visit.partner_id:
            mine.visit_id = visit
            mine._settle(mine.partner_id, mine.company_id)

    # ------------------------------------------------------------- for others
    @api.model
    def _open_task(self, partner, summary, company, user, day=None, person=None):
        """Something to be done with a customer; the same is not opened twice."""
        due = day or self.env["kehu.facts"]._today(company)
        known = self.search(
            [
                ("partner_id", "=", partner.id),
                ("company_id", "=", company.id),
                ("occasion", "=", TASK),
                ("summary", "=", summary),
                ("state", "in", ("open", "arranged")),
            ],
            limit=1,
        )
        return known or self.create(
            {
                "partner_id": partner.id,
                "company_id": company.id,
                "user_id": user.id,
                "person_id": person and person.id,
                "occasion": TASK,
                "summary": summary,
                "kind_id": self.env.ref("kehu_liquor.visit_kind_phone").id,
                "period": due,
                "period_end": due + timedelta(days=PATIENCE),
                "first_due_on": due,
                "due_on": due,
            }
        )
