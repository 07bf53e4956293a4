from odoo import api, models


class BasePartnerMergeVisits(models.TransientModel):
    """Merging partners keeps every contact; twins' promises become one."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        self.env["kehu.facts"].sudo()._merge_followups(src_partners, dst_partner)
        done = super()._update_foreign_keys(src_partners, dst_partner)
        for company in self.env["res.company"].sudo().search([("active", "=", True)]):
            self.env["kehu.followup"].sudo()._settle(dst_partner, company)
        return done
