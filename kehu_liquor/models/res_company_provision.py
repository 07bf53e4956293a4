from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class ResCompanyProvision(models.Model):
    """Where the provision for owed points is booked, and how many are expected back."""

    _inherit = "res.company"

    kehu_points_journal_id = fields.Many2one(
        "account.journal",
        string="Journal for Points",
        domain=[("type", "=", "general")],
        check_company=True,
    )
    kehu_points_expense_id = fields.Many2one(
        "account.account",
        string="Cost of Points",
        domain=[("internal_group", "in", ("expense", "income"))],
        check_company=True,
        help="An expense, or a reduction of revenue, as your accountant decides.",
    )
    kehu_points_owed_id = fields.Many2one(
        "account.account",
        string="Liability for Points",
        domain=[("internal_group", "=", "liability")],
        check_company=True,
    )
    kehu_points_share = fields.Float(
        string="Expected to Be Redeemed (%)", digits=(5, 2), default=100.0
    )

    _kehu_points_share = models.Constraint(
        "CHECK (kehu_points_share > 0 AND kehu_points_share <= 100)",
        "Of the points owed more than 0 and at most 100 % are expected to be redeemed.",
    )

    @api.constrains("kehu_points_owed_id", "kehu_points_expense_id")
    def _check_kehu_provision(self):
        for company in self:
            owed, cost = company.kehu_points_owed_id, company.kehu_points_expense_id
            if owed and owed.internal_group != "liability":
                raise ValidationError(
                    self.env._("Owed points are a liability: choose such an account.")
                )
            if cost and cost.internal_group not in ("expense", "income"):
                raise ValidationError(
                    self.env._("The cost of points is an expense or lowers revenue.")
                )

    def _kehu_check_provision(self):
        """Refuse, naming what is not set."""
        needed = (
            "kehu_points_journal_id",
            "kehu_points_expense_id",
            "kehu_points_owed_id",
        )
        missing = [
            self._fields[name]._description_string(self.env)
            for name in needed
            if not self[name]
        ]
        if missing:
            raise UserError(
                self.env._(
                    "Settings of %(company)s, Reward Points: choose %(missing)s first.",
                    company=self.name,
                    missing=", ".join(missing),
                )
            )


class ResConfigSettingsProvision(models.TransientModel):
    _inherit = "res.config.settings"

    kehu_points_journal_id = fields.Many2one(
        related="company_id.kehu_points_journal_id", readonly=False
    )
    kehu_points_expense_id = fields.Many2one(
        related="company_id.kehu_points_expense_id", readonly=False
    )
    kehu_points_owed_id = fields.Many2one(
        related="company_id.kehu_points_owed_id", readonly=False
    )
    kehu_points_share = fields.Float(
        related="company_id.kehu_points_share", readonly=False
    )
