from odoo import api, fields, models


class KehuPointsBalance(models.Model):
    """What each customer has: the sum of its entries, and when points end next.

    Nothing is stored: a row is a sum over the ledger, up to today.
    """

    _name = "kehu.points.balance"
    _description = "Points balance"
    _auto = False
    _order = "balance desc, id"
    _rec_name = "partner_id"

    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    role_id = fields.Many2one("kehu.role", string="Channel Role", readonly=True)
    balance = fields.Float(readonly=True, digits=(16, 2))
    earned = fields.Float(
        readonly=True, digits=(16, 2), help="By documents, less what returns took back."
    )
    redeemed = fields.Float(readonly=True, digits=(16, 2))
    expired = fields.Float(readonly=True, digits=(16, 2))
    last_day = fields.Date(string="Last Entry", readonly=True)
    next_end = fields.Date(string="Next to End", compute="_compute_next")
    next_points = fields.Float(
        string="Points That End", compute="_compute_next", digits=(16, 2)
    )

    _depends = {
        "kehu.points.entry": ["partner_id", "company_id", "points", "day", "kind"],
        "res.partner": ["user_id", "kehu_role_id"],
    }

    def _compute_next(self):
        """The lot that ends first, for all rows in one question a company."""
        for company, rows in self.grouped("company_id").items():
            found = self._next(rows.partner_id, company)
            for row in rows:
                row.next_end, row.next_points = found.get(row.partner_id.id, (False, 0))

    @api.model
    def _next(self, partners, company):
        """dict partner id → ``(last day, points)`` of what ends next."""
        facts = self.env["kehu.facts"].sudo()
        today = facts._today(company)
        found = {}
        for lot in facts._points_lots(company, today, partners.ids):
            if lot["expires_on"] and lot["expires_on"] >= today:
                day, points = found.get(lot["partner_id"], (lot["expires_on"], 0))
                if day == lot["expires_on"]:
                    found[lot["partner_id"]] = day, round(points + lot["points"], 2)
        return found

    def action_open_entries(self):
        """The entries that this balance is the sum of."""
        self.ensure_one()
        self.check_access("read")
        return self.partner_id.with_company(self.company_id).action_kehu_points()

    def action_redeem(self):
        """Ask for gifts for this customer's points."""
        self.ensure_one()
        self.check_access("read")
        return self.partner_id.with_company(self.company_id).action_kehu_redeem()

    def action_statement(self):
        """The customer's statement."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Points Statement"),
            "res_model": "kehu.points.statement",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_partner_id": self.partner_id.id,
                "default_company_id": self.company_id.id,
            },
        }
