from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.kehu_support_effect import VERDICTS

ACTS = [
    ("partly", "Approve in Part"),
    ("refuse", "Refuse"),
    ("return", "Send Back"),
    ("cancel", "Cancel the Promise"),
    ("judge", "Judge"),
]


class KehuSupportAnswer(models.TransientModel):
    """What a step on a support needs to be told: how much, why, or how good it was."""

    _name = "kehu.support.answer"
    _description = "Answer to a support"

    support_id = fields.Many2one("kehu.support", required=True, ondelete="cascade")
    currency_id = fields.Many2one(related="support_id.currency_id")
    act = fields.Selection(ACTS, required=True)
    amount = fields.Monetary(
        string="Approve",
        compute="_compute_amount",
        store=True,
        readonly=False,
    )
    verdict = fields.Selection(VERDICTS, string="Was It Worth It?")
    effect_text = fields.Char(related="support_id.effect_text")
    reason = fields.Char(string="Why")

    @api.depends("support_id")
    def _compute_amount(self):
        for answer in self:
            support = answer.support_id
            answer.amount = support.approved_amount or support.requested_amount

    def action_apply(self):
        """Do it."""
        self.ensure_one()
        support, reason = self.support_id, (self.reason or "").strip()
        support.check_access("read")
        if not reason:
            raise UserError(self.env._("Say why: whoever asked will read it."))
        if self.act == "partly":
            support._approve(self.amount, reason)
        elif self.act == "judge":
            support._judge(self.verdict, reason)
        else:
            getattr(support, f"_{self.act}")(reason)
        return {"type": "ir.actions.act_window_close"}
