from odoo import api, models


class KehuVisitAnswer(models.Model):
    """A contact logged from a task settles that task: the entry says from which."""

    _inherit = "kehu.visit"

    @api.model_create_multi
    def create(self, vals_list):
        task = self.env.context.get("kehu_followup_id")
        plain = self.with_context(kehu_followup_id=False)  # the next plan is no answer
        visits = super(KehuVisitAnswer, plain).create(vals_list)
        if task and len(visits) == 1:
            self.env["kehu.followup"].browse(task).exists()._answer(visits)
        return visits
