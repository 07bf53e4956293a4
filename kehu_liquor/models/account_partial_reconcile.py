from odoo import api, models


class AccountPartialReconcile(models.Model):
    """A payment meets an invoice: was it in time?"""

    _inherit = "account.partial.reconcile"

    @api.model_create_multi
    def create(self, vals_list):
        partials = super().create(vals_list)
        partials.sudo().debit_move_id.move_id._kehu_judge_payment()
        return partials

    def unlink(self):
        if not self:
            return super().unlink()
        moves = self.sudo().debit_move_id.move_id
        done = super().unlink()
        moves.exists()._kehu_judge_payment()
        return done
