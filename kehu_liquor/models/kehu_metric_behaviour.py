from odoo import api, fields, models

from .fact_catalog import FactKind

#: Figures of behaviour that a criterion may score; no column of the table.
BEHAVIOUR = {
    "contacts_90d": FactKind("", ((1, 20), (2, 40), (4, 60), (6, 80), (9, 100))),
    "contacts_12m": FactKind("", ((1, 20), (4, 40), (8, 60), (16, 80), (30, 100))),
    "service_kept": FactKind(
        "%", ((0.3, 20), (0.5, 40), (0.7, 60), (0.85, 80), (0.95, 100))
    ),
    "advice_adopted": FactKind(
        "%", ((0.2, 20), (0.4, 40), (0.6, 60), (0.75, 80), (0.9, 100))
    ),
}


class KehuMetricBehaviour(models.Model):
    """How the customer was served and takes advice: read when somebody asks.

    Worked out from contacts, promises and answers on record, for a scheme that scores
    it and for whoever looks; the nightly refresh knows nothing of it.
    """

    _inherit = "kehu.metric"

    has_contacts = fields.Boolean(compute="_compute_behaviour")
    contacts_12m = fields.Integer(
        compute="_compute_behaviour", string="Contacts, 12 Months"
    )
    has_service_kept = fields.Boolean(compute="_compute_behaviour")
    service_kept = fields.Float(
        compute="_compute_behaviour",
        string="Service Kept, 90 Days",
        help="Share of the follow-ups due in 90 days that were done.",
    )
    has_advice_adopted = fields.Boolean(compute="_compute_behaviour")
    advice_adopted = fields.Float(
        compute="_compute_behaviour",
        string="Advice Adopted, 12 Months",
        help="Share of the advice answered in 12 months that was adopted.",
    )

    @api.depends("partner_id", "company_id")
    def _compute_behaviour(self):
        facts = self.env["kehu.facts"].sudo()
        for company, metrics in self.grouped("company_id").items():
            today = facts._today(company)
            found = facts._behaviour(company, today, metrics.partner_id.ids)
            for metric in metrics:
                figures = found[metric.partner_id.id]
                metric.has_contacts = "contacts_12m" in figures
                metric.contacts_12m = figures.get("contacts_12m", 0)
                for name in ("service_kept", "advice_adopted"):
                    metric[f"has_{name}"] = name in figures
                    metric[name] = figures.get(name, 0.0)

    @api.model
    def _fact_catalog(self):
        return super()._fact_catalog() | BEHAVIOUR
