from odoo import fields, models

SALES = "kehu_liquor.group_kehu_user"


class ResPartnerOpening(models.Model):
    """The customer's account opening: begun and opened from its page."""

    _inherit = "res.partner"

    kehu_opening_ids = fields.One2many(
        "kehu.opening", "partner_id", string="Openings", groups=SALES
    )

    def action_kehu_opening(self):
        """Open the customer's opening; where there is none in force, begin one."""
        self.ensure_one()
        self.check_access("read")
        openings = self.env["kehu.opening"]
        openings.check_access("read")
        current = openings._current(self, self.env.company).with_env(self.env)
        if not current:
            current = openings.create({"partner_id": self.id})
        return current._open()
