from odoo import models


class ResUsers(models.Model):
    """Whoever leaves with customers in hand: a handover lies ready."""

    _inherit = "res.users"

    def write(self, vals):
        done = super().write(vals)
        if vals.get("active") is False:
            self.env["kehu.handover"].sudo()._suggest(self)
        return done
