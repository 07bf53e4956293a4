from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_datetime


class KehuAlertScreen(models.Model):
    """What stands above the warnings: counts, and what the last night looked at."""

    _inherit = "kehu.alert"

    @api.model
    def get_counters(self):
        """Counts of what the reader may see; each opens by the filter of its name."""
        self.check_access("read")
        here = Domain("company_id", "in", self.env.companies.ids)
        active = here & Domain("state", "in", ("open", "taken"))
        by_severity = dict(self._read_group(active, ["severity"], ["__count"]))
        today = self.env["kehu.facts"]._today(self.env.company)
        return {
            "severe": by_severity.get("3", 0),
            "attention": by_severity.get("2", 0),
            "notice": by_severity.get("1", 0),
            "mine": self.search_count(active & self._domain_mine()),
            "today": self.search_count(active & Domain("opened_on", "=", today)),
            "checked": self._say_checked(),
        }

    @api.model
    def _domain_mine(self):
        uid = self.env.uid
        return Domain("taken_by_id", "=", uid) | (
            Domain("taken_by_id", "=", False) & Domain("user_id", "=", uid)
        )

    @api.model
    def _say_checked(self):
        """When the last night looked, with how many rules, at how many customers."""
        company = self.env.company
        run = (
            self.env["kehu.run"]
            .sudo()
            .search([("company_id", "=", company.id), ("asked", ">", 0)], limit=1)
        )
        if not run:
            return self.env._("No night has looked for warnings yet.")
        customers = self.env["kehu.metric"].search_count(
            [("company_id", "=", company.id)]
        )
        zone = company.sudo().resource_calendar_id.tz
        return self.env._(
            "Checked %(when)s: %(rules)s rules, %(customers)s customers",
            when=format_datetime(
                self.env, run.ended or fields.Datetime.now(), tz=zone, dt_format="short"
            ),
            rules=run.asked,
            customers=customers,
        )
