from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..engine import rhythm_of_service as rhythm
from .kehu_cadence import LONGEST, RULES

#: Changed, open follow-ups of the old wording are planned anew.
PLANS = {
    "kind_id",
    "rule",
    "times",
    "months",
    "days",
    "days_from",
    "days_until",
    "active",
}


class KehuCadenceStep(models.Model):
    """A promise: a kind of contact, at least or at most so often in so many months.

    After a first visit it counts days instead: from when it may be kept, when it is
    due, and after which day it is missed.
    """

    _name = "kehu.cadence.step"
    _description = "Step of a cadence"
    _order = "cadence_id, sequence, id"

    cadence_id = fields.Many2one(
        "kehu.cadence", required=True, index=True, ondelete="cascade"
    )
    occasion = fields.Selection(related="cadence_id.occasion")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    kind_id = fields.Many2one(
        "kehu.visit.kind",
        string="Kind of Contact",
        required=True,
        ondelete="restrict",
    )
    name = fields.Char(string="What for", translate=True)
    rule = fields.Selection(RULES, required=True, default="at_least")
    times = fields.Integer(required=True, default=1)
    months = fields.Integer(string="In Months", required=True, default=1)
    days_from = fields.Integer(string="From Day", default=1)
    days = fields.Integer(string="Due on Day", default=1)
    days_until = fields.Integer(string="Missed after Day", default=3)

    @api.constrains("times", "months", "days_from", "days", "days_until", "rule")
    def _check_makes_sense(self):
        for step in self:
            if not 1 <= step.months <= LONGEST:
                raise ValidationError(self.env._("A period has from 1 to 12 months."))
            if not 1 <= step.times <= 31 * step.months:
                raise ValidationError(
                    self.env._("Ask for at least one contact, and at most one a day.")
                )
            if not 1 <= step.days_from <= step.days <= step.days_until <= 90:
                raise ValidationError(
                    self.env._(
                        "After a first visit: it may be kept first, is due then, and "
                        "missed after that; within 90 days."
                    )
                )

    def write(self, vals):
        done = super().write(vals)
        if PLANS & set(vals):
            self._drop_open()
        return done

    def unlink(self):
        self._drop_open()
        return super().unlink()

    def _drop_open(self):
        """What is still open is planned anew by the next night; what is done stays."""
        open_ = [("step_id", "in", self.ids), ("state", "in", ("open", "arranged"))]
        self.env["kehu.followup"].sudo().search(open_).unlink()

    # ---------------------------------------------------------------- words
    def _say_how_often(self):
        if self.months == 1:
            return self.env._("%s a month", self.times)
        return self.env._(
            "%(times)s in %(months)s months", times=self.times, months=self.months
        )

    def _say_when(self):
        if self.occasion == "first":
            return self.env._("day %s", self.days)
        sign = "≥" if self.rule == "at_least" else "≤"
        return f"{sign} {self._say_how_often()}"

    # ------------------------------------------------------------- the plan
    def _period_of(self, day):
        return rhythm.period_of(self.months, day)

    def _slots(self, day, ahead, work_days):
        """What is to be planned on a day: ``(step, kind, period, end, number, days)``.

        :param work_days: answers ``first, last`` with the company's working days
        """
        rows = []
        for step in self:
            for period in rhythm.periods(step.months, day, ahead):
                work = work_days(period.first, period.last)
                for slot in rhythm.slots(step.times, work, day):
                    ids = step.id, step.kind_id.id
                    rows.append((*ids, *period, slot.number, list(slot.days)))
        return rows
