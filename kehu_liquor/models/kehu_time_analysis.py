from odoo import fields, models


class KehuTimeAnalysis(models.Model):
    """Where the time goes: contacts and minutes beside the net sales of each grade.

    One row a contact that took place and one a posted sales document, by the person
    who had the contact or owns the customer. For leads of their teams, for managers of
    all: does the time go where the money is?
    """

    _name = "kehu.time.analysis"
    _description = "Where the time goes"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "partner_id"

    what = fields.Selection(
        [("contact", "Contact Made"), ("sale", "Sale")], readonly=True
    )
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    date = fields.Date(readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    grade_id = fields.Many2one("kehu.grade", string="Grade Today", readonly=True)
    grade_color = fields.Integer(related="grade_id.color")
    role_id = fields.Many2one("kehu.role", string="Channel Role", readonly=True)
    territory_id = fields.Many2one("kehu.territory", readonly=True)
    kind_id = fields.Many2one(
        "kehu.visit.kind", string="Kind of Contact", readonly=True
    )
    visit_id = fields.Many2one("kehu.visit", string="Contact Made", readonly=True)
    move_id = fields.Many2one("account.move", string="Document", readonly=True)
    contact_count = fields.Integer(string="Number of Contacts", readonly=True)
    minutes = fields.Integer(string="Time (Minutes)", readonly=True)
    net = fields.Monetary(string="Net Sales", readonly=True)
    net_per_hour = fields.Float(
        string="Net Sales per Hour",
        readonly=True,
        aggregator="avg",
        help="Net sales of a group by the hours of contact it took.",
    )
    net_per_contact = fields.Float(
        string="Net Sales per Contact", readonly=True, aggregator="avg"
    )

    _depends = {
        "kehu.visit": [
            "partner_id",
            "company_id",
            "user_id",
            "kind_id",
            "state",
            "day",
            "date_begin",
            "date_end",
        ],
        "account.move": [
            "state",
            "move_type",
            "company_id",
            "commercial_partner_id",
            "invoice_date",
            "amount_untaxed_signed",
        ],
        "kehu.metric": ["partner_id", "company_id", "user_id", "grade_id"],
        "res.partner": ["kehu_role_id", "kehu_territory_id"],
        "res.company": ["currency_id"],
    }

    def action_open_row(self):
        """The contact, or the invoice for those who may read it, else the customer."""
        self.ensure_one()
        self.check_access("read")
        row = self.sudo()
        for wanted in (row.visit_id, row.move_id):
            seen = wanted.with_env(self.env)
            if seen and seen.has_access("read"):
                return self._open(seen)
        return self._open(row.partner_id)

    def _open(self, record):
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
