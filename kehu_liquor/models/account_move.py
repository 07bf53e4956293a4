from odoo import api, fields, models


class AccountMove(models.Model):
    """Posted documents: what the facts read, and the one thing they need beside it."""

    _inherit = "account.move"

    kehu_paid_late = fields.Boolean(
        string="Paid after Due Date",
        readonly=True,
        copy=False,
        groups="account.group_account_readonly,account.group_account_invoice",
        help="The invoice is settled, and some of it was paid after its due date.",
    )

    _kehu_documents = models.Index(
        "(company_id, commercial_partner_id, invoice_date)"
        " INCLUDE (amount_untaxed_signed, move_type, invoice_date_due, kehu_paid_late)"
        " WHERE state = 'posted'"
        " AND move_type IN ('out_invoice', 'out_refund', 'out_receipt')"
    )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._kehu_entered(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._kehu_entered(vals))

    @api.model
    def _kehu_entered(self, vals):
        """Whether it was paid late is read from the ledger, never sent along."""
        if self.env.su or "kehu_paid_late" not in vals:
            return vals
        return {name: vals[name] for name in vals if name != "kehu_paid_late"}

    def _post(self, soft=True):
        posted = super()._post(soft)
        sold = posted.filtered(lambda move: move.is_sale_document(True))
        sold.commercial_partner_id._kehu_be_born(sold.company_id)
        sold.sudo()._kehu_judge_payment()  # paid before, due anew
        return posted

    def _kehu_judge_payment(self):
        """Mark invoices that are settled, and some of it after its due date.

        One still open is seen by its open items; a credit note is no late payment.
        """
        for move in self.filtered(lambda move: move.is_sale_document(True)):
            lines = move.line_ids.filtered("date_maturity")
            late = all(lines.mapped("reconciled")) and any(
                partial.max_date > line.date_maturity
                for line in lines
                for partial in line.matched_credit_ids
                if partial.credit_move_id.move_id.move_type != "out_refund"
            )
            if late != move.kehu_paid_late:
                move.kehu_paid_late = late
