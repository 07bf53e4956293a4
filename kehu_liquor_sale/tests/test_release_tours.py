"""An order that waits, as a salesperson asks and a manager answers."""

from odoo.tests import HttpCase, tagged

from .common import OrderCase


class ReleaseScreens(OrderCase, HttpCase):
    def setUp(self):
        super().setUp()
        (self.seller + self.manager).lang = "en_US"
        self.held = self.order(1500)


@tagged("post_install", "-at_install")
class TestReleaseDesk(ReleaseScreens):
    def test_a_manager_releases(self):
        self.ask_dialog(self.held, self.seller).action_ask()
        self.start_tour("/odoo/kehu-releases", "kehu_release_desk", login="manager")
        release = self.held.kehu_release_ids
        self.assertEqual(release.state, "released")
        self.assertEqual(release.decision_note, "Pays half on delivery")


@tagged("post_install", "-at_install")
class TestReleasePhone(ReleaseScreens):
    browser_size = "390x844"
    touch_enabled = True

    def test_a_salesperson_asks(self):
        page = f"/odoo/sale.order/{self.held.id}"
        self.start_tour(page, "kehu_release_phone", login="seller")
        self.assertEqual(self.held.kehu_release_ids.state, "asked")
        self.assertEqual(self.held.kehu_release_ids.note, "They pay on Monday")
