from odoo import api, fields, models
from odoo.exceptions import ValidationError


class KehuPointsStatement(models.TransientModel):
    """A customer's statement of points: from day to day, entry by entry, on paper."""

    _name = "kehu.points.statement"
    _description = "Points statement"

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, index=True
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    date_from = fields.Date(
        string="From",
        required=True,
        default=lambda self: fields.Date.start_of(
            fields.Date.context_today(self), "year"
        ),
    )
    date_end = fields.Date(
        string="Until", required=True, default=fields.Date.context_today
    )

    @api.constrains("date_from", "date_end")
    def _check_dates(self):
        for wizard in self:
            if wizard.date_end < wizard.date_from:
                raise ValidationError(
                    self.env._("A statement cannot end before it begins.")
                )

    def action_print(self):
        """The statement as PDF, or as a page where PDF cannot be made."""
        self.partner_id.check_access("read")
        report = self.env.ref("kehu_liquor.kehu_points_statement_report")
        return report.report_action(self, config=False)

    # ------------------------------------------------------------ on the paper
    def _entries(self):
        """The entries of these days, oldest first, each with the balance behind it."""
        entries = self.env["kehu.points.entry"].search(
            [
                ("partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
                ("day", ">=", self.date_from),
                ("day", "<=", self.date_end),
            ],
            order="day, id",
        )
        balance, rows = self._balance_before(), []
        for entry in entries:
            balance = round(balance + entry.points, 2)
            rows.append((entry, balance))
        return rows

    def _balance_before(self):
        day = fields.Date.subtract(self.date_from, days=1)
        entries = self.env["kehu.points.entry"]
        entries.check_access("read")
        self.partner_id.check_access("read")
        known = entries._balances(self.partner_id, self.company_id, day)
        return known[self.partner_id.id]

    def _ending(self):
        """What ends, and when: the lots left on the last day."""
        self.env["kehu.points.entry"].check_access("read")
        self.partner_id.check_access("read")
        facts = self.env["kehu.facts"].sudo()
        lots = facts._points_lots(self.company_id, self.date_end, self.partner_id.ids)
        ending = {}
        for lot in lots:
            day = lot["expires_on"]
            ending[day] = round(ending.get(day, 0) + lot["points"], 2)
        return list(ending.items())

    @api.model
    def _said(self, points, sign=""):
        """Points as the screens have them: 240, or 240.5 where a rule counts finer."""
        return f"{points:{sign},.2f}".rstrip("0").rstrip(".")
