"""What is about to end is warned of, once, and the warning ends by itself."""

from odoo.tests import tagged

from .common import TODAY, ago
from .common_alerts import AlertCase
from .common_opening import OpeningCase


@tagged("post_install", "-at_install")
class TestOpeningAlerts(OpeningCase, AlertCase):
    def shipped(self, key):
        rule = self.env.ref(f"kehu_liquor.alert_rule_{key}")
        rule.active = True
        return rule

    def opened(self, key, day=None):
        rule = self.shipped(key)
        self.warn(rule, day)
        return self.alerts(self.own, rule_id=rule.id, passed_on=False)

    def test_a_licence_that_ends_within_a_month(self):
        self.open_account(until=ago(-30))
        alert = self.opened("paper_ending")
        self.assertEqual(len(alert), 1)
        self.assertEqual(alert.user_id, self.seller)
        self.assertIn("Licence JY15101 ends on", alert.sentence)
        self.assertFalse(self.opened("paper_ending_soon"))

    def test_not_one_day_earlier(self):
        self.open_account(until=ago(-31))
        self.assertFalse(self.opened("paper_ending"))
        self.assertTrue(self.opened("paper_ending", ago(-1)))

    def test_the_last_week_and_afterwards(self):
        self.open_account(until=ago(-7))
        self.assertFalse(self.opened("paper_ending"))
        self.assertEqual(self.opened("paper_ending_soon").severity, "3")
        self.assertFalse(self.opened("paper_expired", ago(-7)))
        expired = self.opened("paper_expired", ago(-8))
        self.assertEqual(expired.user_id, self.lead)
        self.assertFalse(self.opened("paper_ending_soon", ago(-8)))

    def test_a_renewal_ends_it(self):
        first = self.open_account(until=ago(-5))
        self.assertTrue(self.opened("paper_ending_soon"))
        action = first.with_user(self.seller).action_renew()
        second = self.openings.browse(action["res_id"])
        self.show_papers(second)
        second.with_user(self.seller).action_apply()
        second.with_user(self.lead).action_check()
        self.assertTrue(self.opened("paper_ending_soon"))
        second.with_user(self.manager).action_approve()
        self.assertFalse(self.opened("paper_ending_soon"))

    def test_papers_of_a_draft_do_not_warn(self):
        self.show_papers(self.begin(), ago(-5))
        self.assertFalse(self.opened("paper_ending_soon"))

    def test_an_opening_that_waits(self):
        opening = self.begin()
        self.show_papers(opening)
        opening.with_user(self.seller).action_apply()
        self.assertFalse(self.opened("opening_waits", ago(-6)))
        self.assertTrue(self.opened("opening_waits", ago(-7)))

    def test_a_claim_that_ends(self):
        free = self.make_customer("Pooled", "outlet")
        claim = self.env["kehu.claim"].sudo()._take(free, self.seller, self.company)
        rule = self.shipped("claim_ending")
        self.warn(rule)
        self.assertFalse(self.alerts(free, rule_id=rule.id))
        claim.sudo().date_end = ago(-7)
        self.warn(rule)
        self.assertEqual(self.alerts(free, rule_id=rule.id).user_id, self.seller)
        self.assertEqual(claim.date_from, TODAY)
