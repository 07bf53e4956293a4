from odoo import api, models


class BasePartnerMergeAlert(models.TransientModel):
    """Merging partners keeps their warnings and losses: of twins one stays open."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        self.env["kehu.facts"].sudo()._join_alerts(src_partners, dst_partner)
        return super()._update_foreign_keys(src_partners, dst_partner)
