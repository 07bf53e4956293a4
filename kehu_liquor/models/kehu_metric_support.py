from odoo import api, fields, models
from odoo.fields import Domain

from ..engine import support as engine

COMPARED = (">", ">=", "<", "<=")


class KehuMetricSupport(models.Model):
    """What a customer's support costs by its net sales, worked out when asked for."""

    _inherit = "kehu.metric"

    support_cost = fields.Monetary(
        string="Support Cost, 12 Months", compute="_compute_support"
    )
    has_support_share = fields.Boolean(
        string="Has Support Cost",
        compute="_compute_support",
        search="_search_has_support_share",
    )
    support_share = fields.Float(
        string="Support Cost by Net Sales",
        compute="_compute_support",
        search="_search_support_share",
        aggregator=None,
    )

    def _compute_support(self):
        for company in self.company_id:
            known = {row[0]: row for row in self._support_rows(company)}
            for metric in self.filtered(lambda m, c=company: m.company_id == c):
                cost = known.get(metric.partner_id.id, (0, 0, 0.0, 0.0))[2]
                share = engine.share(cost, metric.net_12m)
                metric.support_cost = cost
                metric.has_support_share = cost > 0
                metric.support_share = share or 0.0

    @api.model
    def _support_rows(self, company):
        facts = self.env["kehu.facts"].sudo()
        return facts._support_shares(company, self._support_day(company))

    @api.model
    def _support_day(self, company):
        known = self.env.context.get("kehu_day")
        return known or self.env["kehu.facts"]._today(company)

    @api.model
    def _search_support_share(self, operator, value):
        if operator not in COMPARED:
            return NotImplemented
        facts = self.env["kehu.facts"].sudo()
        return Domain.OR(
            Domain(
                "id",
                "in",
                facts._support_heavy(c, self._support_day(c), operator, float(value)),
            )
            for c in self.env.companies
        )

    @api.model
    def _search_has_support_share(self, operator, value):
        """Whoever cost anything: who bought nothing costs out of all proportion."""
        if operator != "in":
            return NotImplemented
        cost_any = self._search_support_share(">=", 0.0)
        return cost_any if True in value else ~cost_any
