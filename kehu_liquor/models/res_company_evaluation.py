from odoo import api, fields, models


class ResCompanyEvaluation(models.Model):
    """From how many points a dealer counts as able, and as to be trusted."""

    _inherit = "res.company"

    kehu_ability_cut = fields.Integer(string="Able from", default=55)
    kehu_credit_cut = fields.Integer(string="Trusted from", default=60)

    @api.constrains("kehu_ability_cut", "kehu_credit_cut")
    def _check_kehu_evaluation(self):
        self._check_kehu_lines()

    def _kehu_lines(self):
        return [
            *super()._kehu_lines(),
            (
                0 < self.kehu_ability_cut < 100 and 0 < self.kehu_credit_cut < 100,
                self.env._("Ability and credit are cut between 0 and 100 points."),
            ),
        ]


class ResConfigSettingsEvaluation(models.TransientModel):
    _inherit = "res.config.settings"

    kehu_ability_cut = fields.Integer(
        related="company_id.kehu_ability_cut", readonly=False
    )
    kehu_credit_cut = fields.Integer(
        related="company_id.kehu_credit_cut", readonly=False
    )
