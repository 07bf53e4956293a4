from odoo import api, fields, models
from odoo.exceptions import ValidationError

EVIDENCE = [
    ("tax", "Same Tax Number"),
    ("phone", "Same Phone"),
    ("name", "Near Name"),
    ("address", "Same Address or Next Door"),
]
CONFIRMED_BY = [
    ("user", "The Salesperson"),
    ("lead", "Team Lead or Manager"),
    ("manager", "Manager"),
]


class KehuDuplicateRule(models.Model):
    """What one piece of evidence is worth, and who may say that it misleads.

    A weight of 92 means: of customers who share only this, 92 of 100 are one. Weights
    of independent evidence add up as chances do. A row is shared by all companies;
    one that names a company holds there instead.
    """

    _name = "kehu.duplicate.rule"
    _inherit = ["kehu.in.company"]
    _description = "Duplicate rule"
    _order = "sequence, id"

    sequence = fields.Integer(default=50)
    evidence = fields.Selection(EVIDENCE, required=True)
    weight = fields.Float(
        string="Weight (%)",
        required=True,
        digits=(5, 1),
        help="How likely two customers are one when they share only this.",
    )
    confirmed_by = fields.Selection(
        CONFIRMED_BY,
        string="May Say “Not the Same”",
        required=True,
        default="manager",
        help="Who may enter a customer all the same, with a reason that is kept.",
    )
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", index=True, ondelete="cascade")

    _once = models.UniqueIndex("(evidence, COALESCE(company_id, 0)) WHERE active")

    @api.constrains("weight")
    def _check_weight(self):
        for rule in self:
            if not 0 <= rule.weight <= 100:
                raise ValidationError(
                    self.env._("A weight is a share: choose between 0 and 100 %.")
                )

    @api.depends("evidence")
    def _compute_display_name(self):
        labels = dict(self._fields["evidence"]._description_selection(self.env))
        for rule in self:
            rule.display_name = labels.get(rule.evidence, "")

    @api.model
    def _in_force(self, company):
        """evidence → rule of that company."""
        rules = self.sudo().search([("company_id", "in", (False, company.id))])
        own_last = rules.sorted(lambda rule: rule.company_id.id or 0)
        return {rule.evidence: rule for rule in own_last}

    def _may_confirm(self):
        """Whether the user may say that this evidence misleads."""
        return self.env.user.has_group(
            f"kehu_liquor.group_kehu_{self.confirmed_by or 'manager'}"
        )
