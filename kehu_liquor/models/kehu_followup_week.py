from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class KehuFollowupWeek(models.Model):
    """My week: what is overdue, due today and this week; log it or put it off."""

    _inherit = "kehu.followup"

    is_this_week = fields.Boolean(
        string="Due by Sunday",
        compute="_compute_is_this_week",
        search="_search_is_this_week",
    )

    def _compute_is_this_week(self):
        sunday = self._sunday()
        for row in self:
            row.is_this_week = row.due_on <= sunday

    @api.model
    def _search_is_this_week(self, operator, value):
        if operator != "in":
            return NotImplemented
        due = Domain("due_on", "<=", self._sunday())
        return due if True in value else ~due

    @api.model
    def _sunday(self):
        """The last day of the company's week: from Monday on, in every language."""
        today = self.env["kehu.facts"]._today(self.env.company)
        return today + timedelta(days=6 - today.weekday())

    @api.model
    def get_counters(self):
        """Counts of my open follow-ups; each opens by the filter of its name."""
        self.check_access("read")
        mine = (
            Domain("company_id", "in", self.env.companies.ids)
            & Domain("state", "=", "open")
            & Domain("user_id", "=", self.env.uid)
        )
        today = self.env["kehu.facts"]._today(self.env.company)
        due = {
            "overdue": Domain("due_on", "<", today),
            "today": Domain("due_on", "=", today),
            "week": Domain("due_on", ">=", today) & Domain("is_this_week", "=", True),
            "greetings": Domain("is_greeting", "=", True)
            & Domain("is_this_week", "=", True),
        }
        return {name: self.search_count(mine & when) for name, when in due.items()}

    def action_log(self):
        """The quick entry, filled in from what was promised."""
        self.ensure_one()
        self.check_access("read")
        if not (self.step_id or self.occasion) and self.visit_id:
            return self.visit_id._action_quick()
        return self.env["kehu.visit"]._action_log(
            partner_id=self.partner_id.id,
            company_id=self.company_id.id,
            kind_id=self.kind_id.id,
            purpose=self.step_id.sudo().name,
        )

    def action_put_off(self):
        """Ask for another day and the reason."""
        self.check_access("read")
        if self.filtered(lambda row: row.state != "open"):
            raise UserError(self.env._("Only what is open is put off."))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Put off"),
            "res_model": "kehu.followup.put.off",
            "view_mode": "form",
            "target": "new",
            "context": {"default_followup_ids": self.ids},
        }

    def action_open_partner(self):
        """The customer behind it."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self.partner_id.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
