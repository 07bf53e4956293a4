from odoo import models
from odoo.tools import format_date

from .kehu_metric_page import BAD, GOOD, PLAIN, SOON


class KehuMetricOpening(models.Model):
    """The line about the account opening at the top of the customer's page."""

    _inherit = "kehu.metric"

    def _page(self):
        page = super()._page()
        if page and self.env["kehu.opening"].has_access("read"):
            page["opening"] = self._page_opening()
        return page

    def _page_opening(self):
        """A sentence, its tone and what the button says; False when there is none."""
        openings = self.env["kehu.opening"]
        current = openings._current(self.partner_id, self.company_id)
        if current:
            return {
                "text": self._say_opening(current),
                "tone": self._tone_opening(current),
                "button": self.env._("Open"),
            }
        standard = self.env["kehu.opening.standard"]
        wanted = standard._wanted(self.partner_id, self.company_id)
        if not wanted:
            return False
        may = self.sudo(False).env["kehu.opening"].has_access("create")
        return {
            "text": self.env._(
                "Not opened yet: orders up to %s", self._money(wanted.order_limit)
            ),
            "tone": SOON,
            "button": may and self.env._("Apply for Opening"),
        }

    def _say_opening(self, opening):
        label = self._label("state", opening)
        if opening.state != "approved":
            return self.env._(
                "Opening: %(state)s %(progress)s",
                state=label,
                progress=opening.progress,
            )
        if not opening.date_end:
            return self.env._("Opened on %s", format_date(self.env, opening.decided_on))
        return self.env._(
            "Opened on %(day)s; %(paper)s valid until %(end)s",
            day=format_date(self.env, opening.decided_on),
            paper=opening.ending,
            end=format_date(self.env, opening.date_end),
        )

    def _tone_opening(self, opening):
        if opening.state != "approved":
            return PLAIN
        if not opening.date_end:
            return GOOD
        days = (opening.date_end - self.env["kehu.facts"]._today(self.company_id)).days
        return BAD if days < 0 else SOON if days <= 30 else GOOD
