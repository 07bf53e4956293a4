"""A rule, a customer it holds for, and a morning to look at it."""

from .common import KehuTeamCase


class AlertCase(KehuTeamCase):
    """No shipped rule speaks: each test writes the one it is about."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rules = cls.env["kehu.alert.rule"]
        cls.rules.search([]).active = False
        people = cls.seller + cls.colleague + cls.stranger + cls.lead + cls.manager
        people.lang = "en_US"

    @classmethod
    def make_rule(cls, **values):
        """By default: anybody overdue."""
        return cls.rules.create(
            {
                "name": "Tried",
                "domain": "[('overdue_amount', '>', 0)]",
                "sentence": "{overdue_amount:money} for {overdue_since:days} days",
                "amount_field": "overdue_amount",
                "outcome": "unpaid",
                **values,
            }
        )

    def alerts(self, partner=None, **where):
        """All alerts of a customer, or of all."""
        domain = [(key, "=", value) for key, value in where.items()]
        if partner:
            domain.append(("partner_id", "=", partner.id))
        return self.env["kehu.alert"].search(domain, order="id")

    def warn(self, rule, day=None, company=None):
        """Ask one rule as the night does, without the night."""
        company = company or self.company
        return rule._ask(company, day or self.facts._today(company))
