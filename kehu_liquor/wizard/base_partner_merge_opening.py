from odoo import api, models

from ..models.kehu_opening import IN_PROGRESS


class BasePartnerMergeOpening(models.TransientModel):
    """Merging partners: of two openings in one state the winner's holds.

    The other is kept as history, with its papers; core would delete it for the index.
    """

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        partners = src_partners | dst_partner
        openings = self.env["kehu.opening"].sudo()
        found = openings.search([("partner_id", "in", partners.ids)])
        for theirs in found.grouped("company_id").values():
            for states in (IN_PROGRESS, ("approved",)):
                rivals = theirs.filtered(lambda o, s=states: o.state in s)
                ranked = rivals.sorted(lambda o: (o.partner_id == dst_partner, o.id))
                ranked[:-1].write({"state": "replaced"})
        self.env.flush_all()
        return super()._update_foreign_keys(src_partners, dst_partner)
