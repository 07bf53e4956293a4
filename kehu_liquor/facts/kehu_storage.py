from odoo import models
from odoo.tools import SQL


class KehuMetricStorage(models.Model):
    """How the narrow table lies on disk: room for updates beside the row (HOT)."""

    _inherit = "kehu.metric"

    def init(self):
        self.env.cr.execute(SQL("ALTER TABLE kehu_metric SET (fillfactor = 70)"))


class KehuAlertStorage(models.Model):
    """The same for warnings: each that still holds is touched every night."""

    _inherit = "kehu.alert"

    def init(self):
        self.env.cr.execute(SQL("ALTER TABLE kehu_alert SET (fillfactor = 70)"))


class AccountMoveStorage(models.Model):
    """Invoices paid late before we came: one statement at installation."""

    _inherit = "account.move"

    def _kehu_mark_history(self):
        self.env.cr.execute(
            SQL(
                """
                UPDATE account_move m SET kehu_paid_late = TRUE
                 WHERE m.move_type IN ('out_invoice', 'out_receipt')
                   AND m.kehu_paid_late IS NOT TRUE
                   AND EXISTS (
                       SELECT FROM account_partial_reconcile r
                         JOIN account_move_line l ON l.id = r.debit_move_id
                         JOIN account_move_line c ON c.id = r.credit_move_id
                         JOIN account_move paid ON paid.id = c.move_id
                        WHERE l.move_id = m.id AND r.max_date > l.date_maturity
                          AND paid.move_type <> 'out_refund')
                   AND NOT EXISTS (
                       SELECT FROM account_move_line o
                        WHERE o.move_id = m.id AND o.parent_state = 'posted'
                          AND o.amount_residual <> 0)
                """
            )
        )
        self.invalidate_model(["kehu_paid_late"])
