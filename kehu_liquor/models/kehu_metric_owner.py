from odoo import api, fields, models
from odoo.fields import Domain


class KehuMetricOwner(models.Model):
    """The owner in the row's own company, kept beside the figures.

    Lists, groups and rules read it without a join; `kehu.facts` keeps it in step.
    """

    _inherit = "kehu.metric"

    is_covered_by_me = fields.Boolean(
        compute="_compute_is_covered_by_me", search="_search_is_covered_by_me"
    )

    _of_owner = models.Index("(user_id, company_id)")

    @api.depends_context("uid")
    def _compute_is_covered_by_me(self):
        covers = self._my_covers()
        pairs = {(row.partner_id.id, row.company_id.id) for row in covers}
        for row in self:
            row.is_covered_by_me = (row.partner_id.id, row.company_id.id) in pairs

    def _search_is_covered_by_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = Domain.FALSE
        for company, covers in self._my_covers().grouped("company_id").items():
            here = Domain("company_id", "=", company.id)
            domain |= here & Domain("partner_id", "in", covers.partner_id.ids)
        return domain

    @api.model
    def _my_covers(self):
        rows = self.env["kehu.ownership"].sudo()
        mine = Domain("is_cover", "=", True) & Domain("user_id", "=", self.env.uid)
        return rows.search(rows._current() & mine)
