from odoo import models
from odoo.tools import format_date, formatLang


class KehuMetricPoints(models.Model):
    """Points in the line at the top of the customer's page."""

    _inherit = "kehu.metric"

    def _page(self):
        page = super()._page()
        said = page and self._say_points()
        if said:
            page["line"] = " · ".join(filter(None, [page["line"], said]))
            page["points"] = self._say_next_step()
            page["redeems"] = self._may_redeem()
        return page

    def _may_redeem(self):
        """Whether gifts may be asked for here and now: points, a right, a window."""
        partner = self.partner_id.with_company(self.company_id)
        return bool(
            partner.kehu_points_balance > 0
            and self.env["kehu.redemption"].has_access("create")
            and not partner._kehu_why_no_gift(self.company_id)
            and self.env["kehu.points.window"].search_count(
                [("company_id", "=", self.company_id.id), ("is_open", "=", True)],
                limit=1,
            )
        )

    def _say_next_step(self):
        """What the next step brings: a gift, a multiplier."""
        partner = self.partner_id.with_company(self.company_id)
        steps = self.env["kehu.points.balance"]._steps(
            {partner: partner.kehu_points_balance}, self.company_id
        )
        return steps[partner][2]

    def _say_points(self):
        """The balance, and what of it ends next; nothing where nothing was earned."""
        if not self.env["kehu.points.entry"].has_access("read"):
            return ""
        partner = self.partner_id.with_company(self.company_id)
        if not partner.kehu_has_points:
            return ""
        balance = formatLang(self.env, partner.kehu_points_balance, digits=0)
        said = self.env._("%s reward points", balance)
        day, ending = (
            self.env["kehu.points.balance"]
            ._next(self.partner_id, self.company_id)
            .get(self.partner_id.id, (None, 0))
        )
        if day:
            said = self.env._(
                "%(points)s, %(ending)s of them until %(day)s",
                points=said,
                ending=formatLang(self.env, ending, digits=0),
                day=format_date(self.env, day),
            )
        return said
