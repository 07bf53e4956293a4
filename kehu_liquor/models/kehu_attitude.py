from odoo import api, fields, models
from odoo.exceptions import UserError

ATTITUDES = [
    ("1", "Against us"),
    ("2", "Cool"),
    ("3", "Neutral"),
    ("4", "Friendly"),
    ("5", "Supports us"),
]


class KehuAttitude(models.Model):
    """How a key person stands to us, dated: the newest row is today's attitude.

    Entered by whoever met the person; a change of mind is a new row, none is edited.
    """

    _name = "kehu.attitude"
    _description = "Attitude of a key person"
    _order = "date desc, id desc"
    _rec_name = "value"

    person_id = fields.Many2one(
        "res.partner",
        string="Key Person",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    value = fields.Selection(ATTITUDES, string="Attitude", required=True)
    note = fields.Char(string="Seen by What")
    user_id = fields.Many2one(
        "res.users",
        string="Noted by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not self.env.su:
                vals["user_id"] = self.env.uid
        made = super().create(vals_list)
        made.person_id._check_kehu_basis()
        return made

    @api.constrains("date")
    def _check_date(self):
        today = fields.Date.context_today(self)
        if any(row.date > today for row in self):
            raise UserError(self.env._("An attitude is not seen in advance."))
