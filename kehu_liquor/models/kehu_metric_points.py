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
        return page

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
