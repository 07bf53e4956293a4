from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError


class KehuFollowupPutOff(models.TransientModel):
    """Until when follow-ups are put off, and why: the manager reads both."""

    _name = "kehu.followup.put.off"
    _description = "Put off follow-ups"

    followup_ids = fields.Many2many("kehu.followup", required=True)
    until = fields.Date(required=True, default=lambda self: self._tomorrow())
    reason = fields.Char(string="Why", required=True)

    def _tomorrow(self):
        return self.env["kehu.facts"]._today(self.env.company) + timedelta(days=1)

    def action_apply(self):
        """Do it."""
        self.ensure_one()
        reason = (self.reason or "").strip()
        if not reason:
            raise UserError(self.env._("Say why: the manager reads it."))
        self.followup_ids._put_off(self.until, reason)
        return {"type": "ir.actions.act_window_close"}
