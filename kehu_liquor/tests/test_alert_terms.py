"""Credit terms that are about to end: money that falls due, a grade set for a time."""

from odoo.tests import tagged

from .common import TODAY, ago
from .common_alerts import AlertCase


@tagged("post_install", "-at_install")
class TestCreditTerm(AlertCase):
    def shipped(self, key):
        rule = self.env.ref(f"kehu_liquor.alert_rule_{key}")
        rule.active = True
        return rule

    def opened(self, key, day=TODAY):
        rule = self.shipped(key)
        self.refresh(day)
        self.warn(rule, day)
        return self.alerts(self.own, rule_id=rule.id, passed_on=False)

    def test_money_that_falls_due_within_a_week(self):
        invoice = self.sell(self.own, ago(20), 700, due=ago(-7))
        alert = self.opened("term_ending")
        self.assertEqual((alert.user_id, alert.amount), (self.seller, 700))
        self.assertIn("700", alert.sentence)
        self.assertTrue(self.metric(self.own).is_due_soon)
        # It lasts to the day it is due, and passes once paid.
        self.assertEqual(self.opened("term_ending", ago(-7)), alert)
        self.pay(invoice, ago(-7))
        self.assertFalse(self.opened("term_ending", ago(-7)))

    def test_not_one_day_earlier(self):
        self.sell(self.own, ago(20), 700, due=ago(-8))
        self.assertFalse(self.opened("term_ending"))
        self.assertFalse(self.metric(self.own).is_due_soon)
        self.assertTrue(self.opened("term_ending", ago(-1)))

    def test_overdue_is_another_warning(self):
        self.sell(self.own, ago(20), 700, due=ago(-3))
        self.assertTrue(self.opened("term_ending"))
        self.assertFalse(self.opened("term_ending", ago(-4)))

    def test_money_of_a_contact_is_the_customers(self):
        contact = self.env["res.partner"].create(
            {"name": "Ms Li", "parent_id": self.own.id}
        )
        self.sell(contact, ago(20), 700, due=ago(-3))
        self.assertTrue(self.opened("term_ending"))

    def test_another_companys_money_is_its_own(self):
        other = self.make_company("Other Liquor")
        self.sell(self.own, ago(20), 700, due=ago(-3), company=other)
        self.assertFalse(self.opened("term_ending"))

    def test_a_prepaid_customer_owes_nothing(self):
        self.sell(self.own, ago(20), 700, due=ago(-3))
        self.prepay(self.own, ago(5), 900)
        self.assertFalse(self.opened("term_ending"))

    def test_the_terms_of_a_grade_set_for_a_time(self):
        override = (
            self.env["kehu.grade.override"]
            .with_user(self.manager)
            .create(
                {
                    "partner_id": self.own.id,
                    "grade_id": self.grade("A").id,
                    "date_end": ago(-7),
                    "reason": "Trial of larger terms",
                    "company_id": self.company.id,
                }
            )
        )
        self.assertFalse(self.opened("override_ending", ago(1)))
        alert = self.opened("override_ending")
        self.assertEqual(alert.user_id, self.lead)
        self.assertIn("Grade A", alert.sentence)
        self.assertTrue(override)
        self.assertFalse(self.opened("override_ending", ago(-8)))
