from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError

#: Longer than any of China's holidays, in days.
AHEAD = 20


class KehuFollowupPutOff(models.TransientModel):
    """Until when follow-ups are put off, and why: the manager reads both."""

    _name = "kehu.followup.put.off"
    _description = "Put off follow-ups"

    followup_ids = fields.Many2many("kehu.followup", required=True)
    until = fields.Date(required=True, default=lambda self: self._next_day())
    reason = fields.Char(string="Why", required=True)

    def _next_day(self):
        """The next day on which the company works."""
        company = self.env.company
        today = self.env["kehu.facts"]._today(company)
        work = self.env["kehu.run"].sudo()._work_days(company, today)
        tomorrow = today + timedelta(days=1)
        return work(tomorrow, today + timedelta(days=AHEAD))[0]

    def action_apply(self):
        """Do it."""
        self.ensure_one()
        reason = (self.reason or "").strip()
        if not reason:
            raise UserError(self.env._("Say why: the manager reads it."))
        self.followup_ids._put_off(self.until, reason)
        return {"type": "ir.actions.act_window_close"}
