"""An opening as people use it, at a desk and on a phone."""

from odoo.tests import HttpCase, tagged

from .common_opening import OpeningCase


class OpeningScreenCase(OpeningCase, HttpCase):
    def setUp(self):
        super().setUp()
        (self.seller + self.lead).lang = "en_US"
        self.opening = self.begin()
        self.show_papers(self.opening)


@tagged("post_install", "-at_install")
class TestOpeningDesk(OpeningScreenCase):
    def test_a_salesperson_applies(self):
        self.line(self.opening, "Licence").number = False
        page = f"/odoo/res.partner/{self.own.id}"
        self.start_tour(page, "kehu_seller_opens", login="seller")
        self.assertEqual(self.opening.state, "applied")
        self.assertEqual(self.line(self.opening, "Licence").number, "JY15101")


@tagged("post_install", "-at_install")
class TestOpeningPhone(OpeningScreenCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_a_lead_checks(self):
        self.opening.with_user(self.seller).action_apply()
        self.start_tour("/odoo/kehu-openings", "kehu_lead_checks", login="lead")
        self.assertEqual(self.opening.state, "checked")
