from odoo import api, fields, models
from odoo.exceptions import UserError


class KehuHandoverLine(models.Model):
    """One customer of a handover: to whom it goes, and what hangs on it.

    Figures and promises are as of the preview, so that both sides confirm the same;
    afterwards they are the log.
    """

    _name = "kehu.handover.line"
    _description = "Handover: a customer"
    _order = "due_total desc, id"
    _rec_name = "partner_id"

    handover_id = fields.Many2one(
        "kehu.handover", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="handover_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    state = fields.Selection(related="handover_id.state")
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    city = fields.Char(readonly=True)
    grade_id = fields.Many2one("kehu.grade", readonly=True, ondelete="set null")
    grade_color = fields.Integer(related="grade_id.color")
    due_total = fields.Monetary(string="Owed", readonly=True)
    overdue_amount = fields.Monetary(string="Overdue", readonly=True)
    person_count = fields.Integer(string="Contacts", readonly=True)
    open_count = fields.Integer(string="Open Things", readonly=True)
    open_text = fields.Char(string="Open Promises", readonly=True)
    successor_id = fields.Many2one(
        "res.users", index="btree_not_null", ondelete="restrict"
    )

    @api.model
    def _figures(self, metric):
        if not metric:
            return {}
        return {
            "city": metric.city,
            "grade_id": metric.grade_id.id,
            "due_total": metric.due_total,
            "overdue_amount": metric.overdue_amount,
        }

    @api.model
    def _promises(self, things):
        """``(what, day)`` in one line, the most urgent first."""
        things = sorted(things, key=lambda thing: str(thing[1] or "9"))
        told = [f"{what} {day:%m-%d}" if day else what for what, day in things[:3]]
        return {"open_count": len(things), "open_text": " · ".join(told)}

    def write(self, vals):
        self.check_access("write")
        if not self.env.su and (
            set(vals) - {"successor_id"} or set(self.mapped("state")) - {"previewed"}
        ):
            raise UserError(
                self.env._(
                    "Only the successor is chosen here, and only between preview and "
                    "confirmation."
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_not_done(self):
        if "done" in self.mapped("state"):
            raise UserError(self.env._("A handover that was carried out is kept."))
