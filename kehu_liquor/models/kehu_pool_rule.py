from odoo import api, fields, models
from odoo.exceptions import ValidationError


class KehuPoolRule(models.Model):
    """When a customer nobody works goes back to the open pool, and who may take it.

    The first active rule that fits a customer decides, by role, grade and whether it
    ever bought. Days run from the last order or contact, and never from before the
    owner came. Somebody is told some days before. Who owes money stays, unless the
    rule says otherwise.
    """

    _name = "kehu.pool.rule"
    _inherit = ["kehu.in.company"]
    _description = "Pool rule"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", index=True)
    role_ids = fields.Many2many("kehu.role", string="Roles", help="Empty: all.")
    grade_ids = fields.Many2many("kehu.grade", string="Grades", help="Empty: all.")
    never_bought = fields.Boolean(string="Only Who Never Bought")
    days = fields.Integer(
        string="Back after (Days)",
        required=True,
        default=180,
        help="Without an order or a contact.",
    )
    notice_days = fields.Integer(
        string="Notice (Days)", default=14, help="Told so many days before."
    )
    with_debt = fields.Boolean(
        string="Also with Open Debts", help="Otherwise who owes stays where it is."
    )
    team_ids = fields.Many2many(
        "crm.team", string="Taken by", help="Who may claim these. Empty: everybody."
    )
    limit = fields.Integer(
        string="Limit per Person",
        help="Customers a person may hold from the pool under this rule. "
        "0: as in the settings.",
    )

    _makes_sense = models.Constraint(
        'CHECK (days > 0 AND notice_days >= 0 AND notice_days < days AND "limit" >= 0)',
        "Days are positive, and the notice comes after less time than the return.",
    )

    @api.constrains("days", "notice_days")
    def _check_days(self):
        for rule in self:
            if not 0 <= rule.notice_days < rule.days:
                raise ValidationError(
                    self.env._(
                        "Somebody is told before the customer goes: the notice must be "
                        "shorter than the %s days until the return.",
                        rule.days,
                    )
                )

    @api.model
    def _of(self, company):
        """The rules in force in a company, in order."""
        return self.sudo().search([("company_id", "in", (company.id, False))])

    @api.model
    def _for(self, metric):
        """The first rule that fits a customer, or an empty one."""
        for rule in self._of(metric.company_id):
            if rule._fits(metric):
                return rule
        return self.browse()

    def _fits(self, metric):
        return (
            (not self.role_ids or metric.role_id in self.role_ids)
            and (not self.grade_ids or metric.grade_id in self.grade_ids)
            and not (self.never_bought and metric.first_sale_date)
        )
