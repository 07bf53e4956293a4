from odoo import api, models


class BasePartnerMergeVisits(models.TransientModel):
    """Merging partners keeps every contact; twins' promises become one."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        self.env["kehu.facts"].sudo()._merge_followups(src_partners, dst_partner)
        self._keep_meetings_apart(src_partners | dst_partner)
        done = super()._update_foreign_keys(src_partners, dst_partner)
        for company in self.env["res.company"].sudo().search([("active", "=", True)]):
            self.env["kehu.followup"].sudo()._settle(dst_partner, company)
        return done

    @api.model
    def _keep_meetings_apart(self, partners):
        """Both met at one table: both contacts are kept, one remembers the meeting."""
        visits = self.env["kehu.visit"].sudo()
        taken = set()
        met = [("partner_id", "in", partners.ids), ("meeting_id", "!=", False)]
        for visit in visits.search(met, order="id"):
            if visit.meeting_id in taken:
                visit.meeting_id = False
            taken.add(visit.meeting_id)
        visits.flush_model(["meeting_id"])
