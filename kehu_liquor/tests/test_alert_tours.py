from odoo.tests import HttpCase, tagged

from .common import TODAY, ago
from .common_alerts import AlertCase


class AlertScreenCase(AlertCase, HttpCase):
    """One customer overdue, the morning after."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.golden = cls.make_customer("Golden Cup", user_id=cls.seller.id)
        cls.sell(cls.golden, ago(20), 250000, due=ago(10))
        cls.rule = cls.make_rule()

    def setUp(self):
        super().setUp()
        self.night(TODAY, self.company)


@tagged("post_install", "-at_install")
class TestAlertDesk(AlertScreenCase):
    def test_a_warning_is_taken_and_closed(self):
        self.start_tour("/odoo/kehu-alerts", "kehu_alert_desk", login="seller")
        alert = self.alerts()
        self.assertEqual((alert.state, alert.outcome), ("closed", "true"))
        self.assertEqual(alert.reason, "Paid on Friday")
        self.assertEqual(alert.taken_by_id, self.seller)


@tagged("post_install", "-at_install")
class TestAlertPhone(AlertScreenCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_a_warning_is_put_aside(self):
        self.start_tour("/odoo/kehu-alerts", "kehu_alert_phone", login="seller")
        self.assertEqual(self.alerts().state, "snoozed")
