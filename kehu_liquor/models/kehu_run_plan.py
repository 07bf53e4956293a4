from datetime import timedelta
from functools import cache

from odoo import api, fields, models

from ..engine import birthdays, public_holidays
from ..engine import rhythm_of_service as rhythm
from .kehu_followup import LATE
from .kehu_greeting import LONGEST, WIDEST

#: The week ahead is planned, also across the end of a month.
AHEAD = 7
#: Days around today among which a working day is looked for after a first visit.
AROUND = 120
#: How far a greeting's day may lie behind its due day, holidays between them in.
GREETED = AHEAD + LONGEST + 14


class KehuRunPlan(models.Model):
    """The chapter of the night on service: who is to be contacted, who was not.

    Cadences become follow-ups, contacts settle them, what is over is missed. All of it
    set-based and worked out anew from what is on record: twice changes nothing.
    """

    _inherit = "kehu.run"

    planned = fields.Integer(string="Follow-ups Planned")

    def _stage_plan(self):
        self.planned += self._retrying(lambda: self._plan(self.company_id, self.day))

    @api.model
    def _plan(self, company, day):
        facts = self.env["kehu.facts"]
        self.env.flush_all()
        facts._miss_plans(company, day - timedelta(days=company.kehu_visit_grace_days))
        facts._drop_followups(company, day)
        work = self._work_days(company, day)
        steps = self.env["kehu.cadence.step"].search(
            [
                ("cadence_id.active", "=", True),
                ("cadence_id.occasion", "=", "regular"),
                ("cadence_id.company_id", "in", (company.id, False)),
                ("rule", "=", "at_least"),
            ]
        )
        planned = facts._plan_followups(company, steps._slots(day, AHEAD, work))
        around = timedelta(days=AROUND)
        planned += facts._plan_first(company, day, work(day - around, day + around))
        planned += self._plan_greetings(company, day, work(day - around, day + around))
        facts._settle_followups(company, day, day - timedelta(days=LATE))
        facts._touch_contacts(company)
        return planned

    @api.model
    def _plan_greetings(self, company, day, work):
        """Birthdays, anniversaries and festivals of key persons, the week ahead."""
        first = day - timedelta(days=WIDEST)
        dates = birthdays.days_kept(first, day + timedelta(days=GREETED))
        until = day + timedelta(days=AHEAD)
        facts = self.env["kehu.facts"]
        return facts._plan_greetings(company, day, until, dates, work)

    @api.model
    def _work_days(self, company, day):
        """Answers ``first, last`` with the days on which the company works.

        China's holidays and the days worked in lieu of them hold for companies in
        China; the company's own leaves hold before both.
        """
        calendar = company.resource_calendar_id
        weekdays = {int(row.dayofweek) for row in calendar.attendance_ids}
        own = self._closed_days(company, calendar)

        def work_days(first, last):
            closed, opened = frozenset(), frozenset()
            if company._kehu_keeps_holidays():
                closed, opened = public_holidays.between(first, last)
            return rhythm.work_days(first, last, weekdays, closed | own, opened)

        return cache(work_days)

    @api.model
    def _closed_days(self, company, calendar):
        """Public holidays: leaves of the calendar that are nobody's own."""
        leaves = self.env["resource.calendar.leaves"].search(
            [
                ("resource_id", "=", False),
                ("calendar_id", "in", (calendar.id, False)),
                ("company_id", "in", (company.id, False)),
            ]
        )
        there = self.with_context(tz=calendar.tz)
        closed = set()
        for leave in leaves:
            first, last = (
                fields.Datetime.context_timestamp(there, moment).date()
                for moment in (leave.date_from, leave.date_to)
            )
            closed |= {
                first + timedelta(days=n) for n in range((last - first).days + 1)
            }
        return closed
