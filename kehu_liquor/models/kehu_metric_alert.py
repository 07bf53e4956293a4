from odoo import api, fields, models
from odoo.fields import Domain

#: Money that falls due is announced so many days ahead.
SOON = 7


class KehuMetricAlert(models.Model):
    """Figures as warnings need them, and the worst warning on the customer's page."""

    _inherit = "kehu.metric"

    is_beyond_terms = fields.Boolean(
        string="Overdue beyond the Grade's Credit Days",
        compute="_compute_is_beyond_terms",
        search="_search_is_beyond_terms",
    )

    is_due_soon = fields.Boolean(
        string="Credit Term Ends within 7 Days",
        compute="_compute_is_due_soon",
        search="_search_is_due_soon",
        help="An open invoice falls due within a week.",
    )

    def _compute_is_due_soon(self):
        rows = self.with_context(active_test=False)
        found = rows.search([("id", "in", self.ids), ("is_due_soon", "=", True)])
        for metric in self:
            metric.is_due_soon = metric in found

    @api.model
    def _search_is_due_soon(self, operator, value):
        if operator != "in":
            return NotImplemented
        soon = Domain("id", "in", self.env["kehu.facts"].sudo()._due_soon(SOON))
        return soon if True in value else ~soon

    def _compute_is_beyond_terms(self):
        rows = self.with_context(active_test=False)
        found = rows.search([("id", "in", self.ids), ("is_beyond_terms", "=", True)])
        for metric in self:
            metric.is_beyond_terms = metric in found

    @api.model
    def _search_is_beyond_terms(self, operator, value):
        if operator != "in":
            return NotImplemented
        facts = self.env["kehu.facts"].sudo()
        terms = self.env["kehu.entitlement"]._values(
            "payment_days", facts._places_overdue()
        )
        beyond = Domain("id", "in", facts._beyond_terms(terms))
        return beyond if True in value else ~beyond

    def _page(self):
        page = super()._page()
        alert = page and self._worst_alert()
        if alert:
            page["warning"] = self.env._(
                "%(severity)s · %(rule)s: %(sentence)s",
                severity=self._label("severity", alert),
                rule=alert.rule_id.sudo().name,
                sentence=alert.sentence,
            )
            page["alerts"] = True
        return page

    def _worst_alert(self):
        alerts = self.env["kehu.alert"]
        if not alerts.has_access("read"):
            return alerts
        return alerts.search(
            [
                ("partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
                ("state", "in", ("open", "taken")),
            ],
            limit=1,
        )


class KehuGradeHistoryAlert(models.Model):
    """A change of grade over two rungs at once is worth a warning."""

    _inherit = "kehu.grade.history"

    is_big_change = fields.Boolean(
        string="Two Rungs or More",
        compute="_compute_is_big_change",
        search="_search_is_big_change",
    )

    def _compute_is_big_change(self):
        found = self.search([("id", "in", self.ids), ("is_big_change", "=", True)])
        for line in self:
            line.is_big_change = line in found

    @api.model
    def _search_is_big_change(self, operator, value):
        if operator != "in":
            return NotImplemented
        big = Domain("id", "in", self.env["kehu.facts"].sudo()._big_changes())
        return big if True in value else ~big
