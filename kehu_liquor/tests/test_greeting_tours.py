from odoo.tests import HttpCase, tagged

from .common_greetings import GreetingCase


@tagged("post_install", "-at_install")
class TestGreetingDesk(GreetingCase, HttpCase):
    """At the desk, from my week."""

    def test_salesperson_greets(self):
        row = self.only()
        self.start_tour("/odoo/kehu-week", "kehu_greeting", login="seller")
        self.assertEqual(row.state, "done")
        self.assertEqual(row.visit_id.contact_ids, self.li)


@tagged("post_install", "-at_install")
class TestGreetingPhone(TestGreetingDesk):
    """The same on a phone."""

    browser_size = "390x844"
    touch_enabled = True
