from odoo import fields, models
from odoo.tools import format_date

from .kehu_metric_page import NONE, SOON
from .kehu_support_review import DONE

#: From here on a cost ratio is worth a second look; the warning has its own line.
HIGH = 0.1


class KehuMetricSupport(models.Model):
    """What a customer's support costs by its net sales, and what is promised.

    Kept by the night (`kehu.facts._keep_dealers`); the dealer's tab reads it anew.
    """

    _inherit = "kehu.metric"

    support_cost = fields.Monetary(
        string="Support Cost, 12 Months",
        readonly=True,
        help="Of posted bills and entries that name a support, less refunds.",
    )
    has_support_share = fields.Boolean(string="Has Support Cost", readonly=True)
    support_share = fields.Float(
        string="Cost Ratio of Support",
        readonly=True,
        aggregator=None,
        help="Support cost by net sales, both of 12 months.",
    )
    promises_overdue = fields.Integer(readonly=True)

    def _dealer_support(self, today):
        """The tab's line: given this year, cost, ratio, what the last one brought."""
        supports = self.env["kehu.support"]
        if not supports.has_access("read"):
            return False
        mine = supports.sudo().search(
            [
                ("partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
                ("approved_on", "!=", False),
                ("state", "!=", "cancelled"),
            ]
        )
        if not mine:
            return False
        cost, share = self._support_now(today)
        late = len(mine.filtered("is_overdue"))
        return {
            "count": len(mine),
            "text": " · ".join(self._say_support(mine, cost, share, today)),
            "tone": SOON if share and share > HIGH else NONE,
            "late": late and self.env._("%s promises overdue", late),
            "last": self._say_last(mine),
            "may_open_cost": bool(cost)
            and self.sudo(False).env["account.move.line"].has_access("read"),
        }

    def _support_now(self, today):
        """``(cost, share of net sales or None)`` of 12 months, as of this minute."""
        facts = self.env["kehu.facts"].sudo()
        rows = facts._support_shares(self.company_id, today, self.partner_id)
        cost = rows[0][2] if rows else 0.0
        return cost, cost / self.net_12m if cost and self.net_12m > 0 else None

    def _say_support(self, mine, cost, share, today):
        year = mine.filtered(lambda s: s.approved_on.year == today.year)
        promised = self._money(sum(year.mapped("approved_amount")))
        yield self.env._(
            "This year %(count)s promised, %(amount)s", count=len(year), amount=promised
        )
        yield self.env._("cost of 12 months %s", self._money(cost))
        if share is not None:
            yield self.env._("cost ratio %s", f"{100 * share:.1f} %")
        elif cost:
            yield self.env._("nothing sold in 12 months")

    def _say_last(self, mine):
        """What the last support that the customer got brought."""
        done = mine.filtered(lambda s: s.state in DONE and s.delivered_on)
        last = done.sorted(lambda s: (s.delivered_on, s.id))[-1:]
        if not last:
            return False
        return {
            "id": last.id,
            "text": self.env._(
                "Last: %(day)s %(kind)s · %(effect)s",
                day=format_date(self.env, last.delivered_on),
                kind=last.kind_id.name,
                effect=last._say_effect(last._effects().get(last.id)),
            ),
        }
