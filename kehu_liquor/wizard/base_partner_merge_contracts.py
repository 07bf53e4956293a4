from odoo import api, models

STATES = ("draft", "done", "approved")


class BasePartnerMergeContracts(models.TransientModel):
    """Merging dealers: contracts all stay; of two judgements of one half the better.

    Better is the one that went further, else the winner's own.
    """

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        partners = src_partners | dst_partner
        found = self.env["kehu.evaluation"].sudo()
        found = found.search([("partner_id", "in", partners.ids)])
        twins = found.grouped(lambda row: (row.company_id, row.period))
        for rows in twins.values():
            ranked = rows.sorted(
                lambda row: (
                    STATES.index(row.state),
                    row.partner_id == dst_partner,
                    row.id,
                )
            )
            ranked[:-1].unlink()
        self.env.flush_all()
        return super()._update_foreign_keys(src_partners, dst_partner)
