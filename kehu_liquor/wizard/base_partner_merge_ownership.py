from odoo import api, models


class BasePartnerMergeOwnership(models.TransientModel):
    """Merging partners with two owners: both histories stay, one owner stays.

    Rows of which only one may be open would make core delete the loser's. They are
    ended first: the winner's owner and claim hold, the loser's become history.
    """

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        facts = self.env["kehu.facts"].sudo()
        facts._merge_owners(src_partners, dst_partner)
        partners = src_partners | dst_partner
        claims = self.env["kehu.claim"].sudo()
        here = [("partner_id", "in", partners.ids), ("state", "=", "granted")]
        for _company, found in claims.search(here).grouped("company_id").items():
            ranked = found.sorted(lambda c: (c.partner_id == dst_partner, c.id))
            ranked[:-1].write({"state": "returned"})
        for company in self.env["res.company"].sudo().search([("active", "=", True)]):
            facts._set_notices(company, partners.ids, "kept")
        self.env.flush_all()
        done = super()._update_foreign_keys(src_partners, dst_partner)
        facts._mirror(dst_partner.ids, [])
        facts._copy_owners(dst_partner.ids)
        facts._forget_owners()
        return done
