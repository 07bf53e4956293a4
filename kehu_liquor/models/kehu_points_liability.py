from odoo import fields, models

AGES = [
    ("1", "Up to 3 Months"),
    ("2", "3 to 6 Months"),
    ("3", "6 to 12 Months"),
    ("4", "12 to 24 Months"),
    ("5", "More than 24 Months"),
]


class KehuPointsLiability(models.Model):
    """What customers may still redeem on a day, by age and worth.

    A row is a lot with something left. The day is today or any past one (context
    `kehu_points_day`): what is undone has its document's day, so that a past day's
    liability is that of the documents as they stand. Debts are netted, oldest first.
    """

    _name = "kehu.points.liability"
    _description = "Points liability"
    _auto = False
    _order = "day, id"
    _rec_name = "partner_id"

    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    role_id = fields.Many2one("kehu.role", string="Channel Role", readonly=True)
    document = fields.Char(string="Earned by", readonly=True)
    day = fields.Date(string="Earned on", readonly=True)
    expires_on = fields.Date(string="Valid until", readonly=True)
    age = fields.Selection(AGES, readonly=True)
    points = fields.Float(string="Reward Points", readonly=True, digits=(16, 2))
    value = fields.Monetary(string="Worth", readonly=True)

    _depends = {
        "kehu.points.entry": ["partner_id", "company_id", "points", "day", "lot_id"],
    }

    def action_open_entries(self):
        """The lot's entries: how it came about and what was taken from it."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "kehu_liquor.kehu_points_entry_action"
        )
        return {
            **action,
            "domain": ["|", ("id", "=", self.id), ("lot_id", "=", self.id)],
            "context": {},
        }
