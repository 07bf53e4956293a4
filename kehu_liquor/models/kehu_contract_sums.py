from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_amount

#: What the months of a column make together.
TOTALS = {"sales": "sales_target", "cash": "cash_target", "cases": "case_target"}


class KehuContractSums(models.Model):
    """The months of a contract make its totals: what is left to share is said."""

    _inherit = "kehu.contract"

    sums_note = fields.Char(compute="_compute_sums_note")

    @api.depends(
        "sales_target",
        "cash_target",
        "case_target",
        "target_ids.sales",
        "target_ids.cash",
        "target_ids.cases",
    )
    @api.depends_context("lang")
    def _compute_sums_note(self):
        for contract in self:
            contract.sums_note = contract._say_sums() if contract.target_ids else False

    def _say_sums(self):
        """Where the months do not make the contract's total, in words."""
        said = []
        words = {
            "sales": self.env._("Sales"),
            "cash": self.env._("Cash"),
            "cases": self.env._("Cases"),
        }
        for part, total in TOTALS.items():
            what = words[part]
            aim, months = self[total], sum(self.target_ids.mapped(part))
            gap = (
                self.currency_id.round(aim - months)
                if part != "cases"
                else aim - months
            )
            if gap:
                said.append(
                    self.env._(
                        "%(what)s: the months make %(months)s of %(total)s, "
                        "%(gap)s is left to share",
                        what=what,
                        months=self._say_amount(months, part),
                        total=self._say_amount(aim, part),
                        gap=self._say_amount(gap, part),
                    )
                )
        return "; ".join(said)

    def _say_amount(self, amount, part):
        if part == "cases":
            return self.env._("%s cases", int(amount))
        return format_amount(self.env, amount, self.currency_id)

    def _check_sums(self):
        """The months make the contract's total, to the cent."""
        for contract in self:
            if said := contract._say_sums():
                raise UserError(
                    self.env._(
                        "The monthly targets of %(number)s do not make its total. "
                        "%(sums)s.",
                        number=contract.name,
                        sums=said,
                    )
                )
