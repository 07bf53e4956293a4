from odoo import api, models


class BasePartnerMergePoints(models.TransientModel):
    """Merging partners: entries and redemptions move, the balance is their sum.

    Nobody redeems for one of them meanwhile: the rows of figures are written first.
    """

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        facts = self.env["kehu.facts"].sudo()
        partners = src_partners | dst_partner
        for company in self.env["res.company"].sudo().search([("active", "=", True)]):
            facts._points_lock(company, partners.ids)
        done = super()._update_foreign_keys(src_partners, dst_partner)
        self.env["kehu.points.entry"].invalidate_model()
        return done
