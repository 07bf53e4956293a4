from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date


class ResCompanyMovingIn(models.Model):
    """The first day invoiced in Odoo: imported history ends before it."""

    _inherit = "res.company"

    kehu_cutover_date = fields.Date(
        string="Cut-Over Date", help="The first day invoiced in Odoo."
    )

    @api.constrains("kehu_cutover_date")
    def _check_kehu_cutover_date(self):
        """No imported day may come to lie where Odoo's own invoices count."""
        for company in self:
            last, cutover = company._kehu_last_imported(), company.kehu_cutover_date
            if last and (not cutover or cutover <= last):
                raise ValidationError(
                    self.env._(
                        "History is imported up to %(last)s: the cut-over date must "
                        "lie after it. Undo that import first to move it.",
                        last=format_date(self.env, last),
                    )
                )

    def _kehu_last_imported(self):
        """The latest day of imported history, False without any."""
        sales = self.env["kehu.external.sale"].sudo()
        history = [("company_id", "=", self.id), ("kind", "=", "history")]
        return sales.search(history, order="date desc", limit=1).date
