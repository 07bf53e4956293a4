from odoo import api, models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Merging partners: figures are derived, so the losers' rows give way.

    Grades, overrides, scorecards and history carry plain references and move to the
    winner by themselves; only the row of figures is one per customer, and core would
    delete the wrong one or stop.
    """

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        partners = src_partners | dst_partner
        metrics = self.env["kehu.metric"].sudo().with_context(active_test=False)
        rows = metrics.search([("partner_id", "in", partners.ids)])
        companies = rows.company_id
        rows.filtered(lambda row: row.partner_id in src_partners).unlink()
        margins = self.env["kehu.margin"].sudo()
        margins.search([("partner_id", "in", src_partners.ids)]).unlink()
        self._keep_apart(partners)
        self.env.flush_all()
        self.env["kehu.identity"].sudo()._give_way(src_partners, dst_partner)
        done = super()._update_foreign_keys(src_partners, dst_partner)
        self.env.invalidate_all()
        for company in companies:
            dst_partner._kehu_refresh(company)
        self.env["kehu.identity"]._remember(dst_partner)
        return done

    @api.model
    def _keep_apart(self, partners):
        """Both may have brought a document of the same number: both are kept.

        Both may be designated: the invoices of both stay with theirs, one goes on.
        """
        sales = self.env["kehu.external.sale"].sudo()
        taken = set()
        ours = [("partner_id", "in", partners.ids), ("kind", "!=", "merchant_invoice")]
        for sale in sales.search(ours):
            what = sale.company_id, sale.kind, sale.number_key
            if what in taken:
                sale.number_key = f"{sale.number_key} #{sale.id}"
            taken.add(what)
        merchants = self.env["kehu.merchant"].sudo()
        rows = merchants.search([("partner_id", "in", partners.ids)])
        for together in rows.grouped("company_id").values():
            together[1:].active = False
