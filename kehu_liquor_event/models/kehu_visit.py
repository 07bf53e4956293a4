from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class KehuVisit(models.Model):
    """Who attended an event was in touch, though no salesperson stood beside them.

    Many customers are there at once: that is no overlap, and no advice is brought.
    """

    _inherit = "kehu.visit"

    event_id = fields.Many2one(
        "event.event", readonly=True, copy=False, ondelete="set null"
    )
    event_key = fields.Char(
        readonly=True, copy=False, help="Of which event and customer; each once."
    )

    _one_an_event = models.UniqueIndex(
        "(event_key) WHERE event_key IS NOT NULL",
        "This customer's attendance is on record already.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_event_by_hand(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_event_by_hand(vals)
        return super().write(vals)

    @api.model
    def _check_event_by_hand(self, vals):
        if not self.env.su and {"event_id", "event_key"} & set(vals):
            raise UserError(
                self.env._("Attendance is noted at the event, not with the contact.")
            )

    def _overlapping(self):
        return self.browse() if self.event_id else super()._overlapping()

    def _where_there(self):
        return super()._where_there() & Domain("event_id", "=", False)

    def _needs_advice(self):
        return super()._needs_advice() and not self.event_id
