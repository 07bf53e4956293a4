from odoo import api, models

#: Other customers that a customer's file points to.
POINTING = ("parent_id", "kehu_referrer_id")


class ResPartnerReferences(models.Model):
    """Nobody reads a hidden customer by pointing at it.

    Whoever hangs a contact below a company inherits its address and tax number, and
    whoever names a referrer reads its name: so both must be visible to the writer.
    """

    _inherit = "res.partner"

    @api.model_create_multi
    def create(self, vals_list):
        self._kehu_check_pointing(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._kehu_check_pointing([vals])
        return super().write(vals)

    @api.model
    def _kehu_check_pointing(self, vals_list):
        if not self.env.su:
            ids = {vals.get(name) for vals in vals_list for name in POINTING}
            self.browse(ids - {None, False}).check_access("read")
