from odoo import api, fields, models
from odoo.exceptions import UserError

STATES = [
    ("open", "Told"),
    ("kept", "Worked again"),
    ("returned", "Back in the pool"),
]


class KehuPoolNotice(models.Model):
    """Told in time: this customer goes back to the pool on that day.

    Written by the night from a pool rule, for the owner, who has until then to work
    the customer. An order or a contact ends it; else the customer goes.
    """

    _name = "kehu.pool.notice"
    _description = "Pool notice"
    _order = "return_on, id"
    _rec_name = "partner_id"
    _log_access = False

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users", string="Owner", required=True, ondelete="restrict"
    )
    rule_id = fields.Many2one("kehu.pool.rule", ondelete="set null")
    date = fields.Date(string="Told on", required=True)
    idle_since = fields.Date(string="Last Worked")
    return_on = fields.Date(string="To the Pool on", required=True)
    state = fields.Selection(STATES, required=True)

    _one_open = models.UniqueIndex(
        "(partner_id, company_id) WHERE state = 'open'",
        "A customer is told once.",
    )

    @api.model_create_multi
    def create(self, vals_list):  # pylint: disable=method-required-super
        self.check_access("create")
        raise UserError(self.env._("Only the night writes pool notices."))

    def write(self, vals):  # pylint: disable=method-required-super
        self.check_access("write")
        raise UserError(self.env._("Pool notices are never rewritten."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Pool notices are never deleted."))
