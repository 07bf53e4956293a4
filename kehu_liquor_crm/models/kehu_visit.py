from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

LONGEST = 60


class KehuVisit(models.Model):
    """A need heard becomes an opportunity: one click, once, linked both ways."""

    _inherit = "kehu.visit"

    lead_ids = fields.One2many(
        "crm.lead",
        "kehu_visit_id",
        string="Opportunities",
        context={"active_test": False},
        groups="sales_team.group_sale_salesman",
    )
    has_lead = fields.Boolean(compute="_compute_has_lead")

    @api.depends("needs")
    def _compute_has_lead(self):
        for visit in self:
            visit.has_lead = bool(visit._lead())

    def _lead(self):
        """The opportunity of this need, won, lost or open."""
        leads = self.env["crm.lead"].sudo().with_context(active_test=False)
        return leads.search([("kehu_visit_id", "in", self._origin.ids)], limit=1)

    def action_opportunity(self):
        """Make the opportunity, or open the one there is."""
        self.ensure_one()
        self.check_access("write")
        leads = self.env["crm.lead"]
        leads.check_access("create")
        lead = self._lead()
        if not lead:
            if not (self.needs or "").strip():
                raise UserError(self.env._("Write down first which need was heard."))
            lead = leads.sudo().create(self._opportunity())
        lead = lead.with_env(self.env)
        if not lead.has_access("read"):
            return True  # somebody else's: it is made, and theirs to open
        return {
            "type": "ir.actions.act_window",
            "res_model": "crm.lead",
            "res_id": lead.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def _opportunity(self):
        needs = self.needs.strip()
        return {
            "type": "opportunity",
            "name": needs.splitlines()[0][:LONGEST],
            "description": plaintext2html(needs),
            "partner_id": (self.contact_ids[:1] or self.partner_id).id,
            "user_id": self.user_id.id,
            "company_id": self.company_id.id,
            "kehu_visit_id": self.id,
        }
