from collections import Counter
from datetime import timedelta

from odoo import fields, models
from odoo.tools import format_date

MONTH, QUARTER = 30, 90  # days


class KehuMetricContact(models.Model):
    """When the customer was last in touch, and how often lately.

    The day of the last contact is kept with each contact and mended by the night;
    what rolls on every day is counted when somebody looks.
    """

    _inherit = "kehu.metric"

    last_contact_date = fields.Date(string="Last Contact", readonly=True)
    contacts_30d = fields.Integer(
        compute="_compute_contacts", string="Contacts, 30 Days"
    )
    contacts_90d = fields.Integer(
        compute="_compute_contacts", string="Contacts, 90 Days"
    )
    contact_letters = fields.Char(
        compute="_compute_contacts",
        string="Kinds of Contact, 90 Days",
        help="The letter of each kind and how often.",
    )

    def _compute_contacts(self):
        today = self.env["kehu.facts"]._today(self.env.company)
        since = today - timedelta(days=QUARTER)
        found = self.env["kehu.facts"].sudo()._contacts(self, since)
        kinds = (
            self.env["kehu.visit.kind"]
            .browse({kind for _row, kind, _day in found})
            .sorted()
        )
        recent = today - timedelta(days=MONTH)
        for metric in self:
            mine = [(kind, day) for row, kind, day in found if row == metric.id]
            counts = Counter(kind for kind, _day in mine)
            metric.contacts_90d = len(mine)
            metric.contacts_30d = sum(day > recent for _kind, day in mine)
            metric.contact_letters = " ".join(
                f"{kind.letter}{counts[kind.id]}" for kind in kinds if counts[kind.id]
            )

    def _say_stake(self):
        """What is at stake in a contact: money overdue or owed, the next order."""
        parts = []
        if self.overdue_amount:
            owed = self._money(self.overdue_amount)
            parts.append(self.env._("%s overdue", owed))
        elif self.due_total > 0:
            parts.append(self.env._("owes %s", self._money(self.due_total)))
        if self.expected_date:
            day = format_date(self.env, self.expected_date, date_format="MM-dd")
            parts.append(self.env._("order expected %s", day))
        return " · ".join(parts)
