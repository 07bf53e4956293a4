from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError


class KehuAlertAnswer(models.TransientModel):
    """Until when a warning is put aside; or whether it was true, and why it ends."""

    _name = "kehu.alert.answer"
    _description = "Answer to a warning"

    alert_ids = fields.Many2many("kehu.alert", required=True)
    act = fields.Selection([("snooze", "Snooze"), ("close", "Close")], required=True)
    until = fields.Date(default=lambda self: self._default_until())
    outcome = fields.Selection(
        [("true", "True"), ("false", "False alarm")], string="Was It True?"
    )
    reason = fields.Char(string="Why")

    @api.model
    def _default_until(self):
        alerts = self.env["kehu.alert"].browse(
            self.env.context.get("default_alert_ids") or []
        )
        days = alerts[:1].rule_id.sudo().snooze_days or 7
        return self.env["kehu.facts"]._today(self.env.company) + timedelta(days=days)

    def action_apply(self):
        """Do it."""
        self.ensure_one()
        reason = (self.reason or "").strip()
        if self.act == "snooze":
            if not self.until:
                raise UserError(self.env._("Say until when."))
            self.alert_ids._snooze(self.until, reason)
        else:
            if not self.outcome:
                raise UserError(self.env._("Say whether it was true."))
            if not reason:
                raise UserError(
                    self.env._("Say why: the rule learns from it how good it is.")
                )
            self.alert_ids._close(self.outcome, reason)
        return {"type": "ir.actions.act_window_close"}
