from odoo import api, fields, models


class ResCompanyDuplicates(models.Model):
    """From which likeness on two customers are one."""

    _inherit = "res.company"

    kehu_duplicate_from = fields.Float(string="Duplicate from (%)", default=80.0)
    kehu_similar_from = fields.Float(string="Similar from (%)", default=60.0)

    @api.constrains("kehu_duplicate_from", "kehu_similar_from")
    def _check_kehu_likeness(self):
        self._check_kehu_lines()

    def _kehu_lines(self):
        return [
            *super()._kehu_lines(),
            (
                0 < self.kehu_similar_from <= self.kehu_duplicate_from <= 100,
                self.env._(
                    "Similar begins before duplicate, and both between 0 and 100 %."
                ),
            ),
        ]
