from datetime import date

from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

from .kehu_contract_territory import IN_FORCE


class KehuContractGoods(models.Model):
    """A dealer's contracts divide its goods: no sale counts for two at a time.

    Invoices name goods and no regions. So what two contracts of one dealer cover is
    told by their categories, and the second one over the same goods in the same days
    is refused when it is put in force, naming the first.
    """

    _inherit = "kehu.contract"

    @api.constrains("partner_id", "company_id", "date_from", "date_end", "state")
    def _check_goods_once(self):
        for contract in self.filtered(lambda c: c.state in IN_FORCE):
            if first := contract._goods_rival():
                raise ValidationError(
                    self.env._(
                        "%(first)s of %(dealer)s covers the same goods until %(end)s: "
                        "what it buys would count for both contracts. Begin later, "
                        "divide the goods, or make one contract of both.",
                        first=first.name,
                        dealer=first.partner_id.name,
                        end=format_date(self.env, first._last_day()),
                    )
                )

    def _goods_rival(self):
        """Another contract of the dealer over some of these goods in these days."""
        others = self.sudo().search(
            [
                ("id", "!=", self.id),
                ("partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
                ("state", "!=", "draft"),
                ("date_from", "<=", self.date_end),
                ("date_end", ">=", self.date_from),
            ],
            order="date_from, id",
        )
        return others.filtered(
            lambda c: c._last_day() >= self.date_from and self._shares_goods(c)
        )[:1]

    def _last_day(self):
        return min(self.date_end, self.ended_on or date.max)

    def _shares_goods(self, other):
        """Whether a category of one lies at, above or below one of the other."""
        if self.covers_all or other.covers_all:
            return True
        mine, theirs = (
            contract.sudo().territory_ids.category_id.mapped("parent_path")
            for contract in (self, other)
        )
        return any(a.startswith(b) or b.startswith(a) for a in mine for b in theirs)
