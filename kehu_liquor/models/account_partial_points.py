from odoo import api, models


class AccountPartialPoints(models.Model):
    """Points that wait for payment: earned when an invoice is settled, and back."""

    _inherit = "account.partial.reconcile"

    @api.model_create_multi
    def create(self, vals_list):
        partials = super().create(vals_list)
        partials._kehu_paid_moves()._kehu_settle_points()
        return partials

    def unlink(self):
        if not self:  # as it mostly is: each write to a line of a document asks
            return super().unlink()
        moves = self._kehu_paid_moves()
        done = super().unlink()
        moves.exists()._kehu_settle_points()
        return done

    def _kehu_paid_moves(self):
        """The invoices concerned; none where no rule waits for payment."""
        moves = self.env["account.move"]
        if not self.env["kehu.points.rule"]._any()[1]:
            return moves
        partials = self.sudo()
        lines = partials.debit_move_id + partials.credit_move_id
        return lines.move_id.filtered(lambda m: m.is_sale_document(True)).with_env(
            self.env
        )
