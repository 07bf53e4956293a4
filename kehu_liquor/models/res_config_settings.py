from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    kehu_history_months = fields.Integer(
        related="company_id.kehu_history_months", readonly=False
    )
    kehu_include_receipts = fields.Boolean(
        related="company_id.kehu_include_receipts", readonly=False
    )
    kehu_pareto_a = fields.Float(related="company_id.kehu_pareto_a", readonly=False)
    kehu_pareto_b = fields.Float(related="company_id.kehu_pareto_b", readonly=False)
    kehu_silent_factor = fields.Float(
        related="company_id.kehu_silent_factor", readonly=False
    )
    kehu_silence_by = fields.Selection(
        related="company_id.kehu_silence_by", readonly=False
    )
    kehu_fading_from = fields.Float(
        related="company_id.kehu_fading_from", readonly=False
    )
    kehu_volume_cut = fields.Float(related="company_id.kehu_volume_cut", readonly=False)
    kehu_loyalty_cut = fields.Float(
        related="company_id.kehu_loyalty_cut", readonly=False
    )
    kehu_new_days = fields.Integer(related="company_id.kehu_new_days", readonly=False)
    kehu_lost_days = fields.Integer(related="company_id.kehu_lost_days", readonly=False)
    kehu_wavering_factor = fields.Float(
        related="company_id.kehu_wavering_factor", readonly=False
    )
    kehu_duplicate_from = fields.Float(
        related="company_id.kehu_duplicate_from", readonly=False
    )
    kehu_similar_from = fields.Float(
        related="company_id.kehu_similar_from", readonly=False
    )
    kehu_loyal_from = fields.Float(related="company_id.kehu_loyal_from", readonly=False)
    kehu_margin_up = fields.Float(related="company_id.kehu_margin_up", readonly=False)
    kehu_margin_down = fields.Float(
        related="company_id.kehu_margin_down", readonly=False
    )
    kehu_stay_days = fields.Integer(related="company_id.kehu_stay_days", readonly=False)
    kehu_cutover_date = fields.Date(
        related="company_id.kehu_cutover_date", readonly=False
    )

    def action_kehu_run_now(self):
        """Have the night run at once, in the background."""
        return self.env["kehu.run"].action_run_now()
