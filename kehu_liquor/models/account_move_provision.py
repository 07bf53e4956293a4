from odoo import api, fields, models

from .account_move_points import BOOKS

OURS = {"kehu_points_day", "kehu_is_provision"}


class AccountMoveProvision(models.Model):
    """Which entries are the provision for owed points: proposed or reversed."""

    _inherit = "account.move"

    kehu_points_day = fields.Date(
        string="Points as of",
        readonly=True,
        copy=False,
        groups=BOOKS,
        help="The draft was proposed for the points owed on this day.",
    )
    kehu_is_provision = fields.Boolean(
        string="Provision for Points",
        readonly=True,
        copy=False,
        groups=BOOKS,
        help="Proposed for owed points, or the reversal of such an entry.",
    )

    _kehu_points_day = models.UniqueIndex(
        "(company_id, kehu_points_day)"
        " WHERE kehu_points_day IS NOT NULL AND state <> 'cancel'",
        "For this day an entry for owed points is there already.",
    )
    _kehu_is_provision = models.Index("(company_id, date) WHERE kehu_is_provision")

    @api.model
    def _kehu_entered(self, vals):
        """Proposed by the liability's button, never by a tick sent along."""
        vals = super()._kehu_entered(vals)
        if self.env.su or not OURS & set(vals):
            return vals
        return {name: vals[name] for name in vals if name not in OURS}

    def _reverse_moves(self, default_values_list=None, cancel=False):
        """What reverses a provision is one, or the next would be too small."""
        made = super()._reverse_moves(default_values_list, cancel)
        ours = made.sudo().filtered("reversed_entry_id.kehu_is_provision")
        ours.kehu_is_provision = True
        return made
