from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date


class KehuContractTarget(models.Model):
    """What a dealer is to buy and to pay in a month, of a category or in all.

    Sales count untaxed, as invoiced; cash counts as it reaches the bank, with tax.
    """

    _name = "kehu.contract.target"
    _inherit = ["kehu.contract.part"]
    _description = "Target of a contract"
    _order = "contract_id, month, category_id, id"
    _rec_name = "month"

    company_id = fields.Many2one(related="contract_id.company_id")
    currency_id = fields.Many2one(related="contract_id.currency_id")
    month = fields.Date(required=True, help="Any day of the month.")
    category_id = fields.Many2one(
        "product.category",
        string="Product Category",
        index="btree_not_null",
        ondelete="restrict",
        help="Empty: everything the contract covers.",
    )
    sales = fields.Monetary(string="Sales, Untaxed")
    cash = fields.Monetary(string="Cash, with Tax")
    cases = fields.Integer()

    _once = models.UniqueIndex(
        "(contract_id, month, COALESCE(category_id, 0))",
        "A contract has one target for each month and category.",
    )
    _not_negative = models.Constraint(
        "CHECK (sales >= 0 AND cash >= 0 AND cases >= 0)",
        "A target cannot be negative.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._on_the_first(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._on_the_first(vals))

    @api.model
    def _on_the_first(self, vals):
        if not vals.get("month"):
            return vals
        return {**vals, "month": fields.Date.to_date(vals["month"]).replace(day=1)}

    @api.constrains("month", "contract_id")
    def _check_in_term(self):
        for target in self:
            contract = target.contract_id
            first = contract.date_from.replace(day=1)
            if not first <= target.month <= contract.date_end:
                raise ValidationError(
                    self.env._(
                        "A target for %(month)s lies outside the contract's term, "
                        "%(first)s to %(last)s.",
                        month=format_date(
                            self.env, target.month, date_format="yyyy-MM"
                        ),
                        first=format_date(self.env, contract.date_from),
                        last=format_date(self.env, contract.date_end),
                    )
                )
