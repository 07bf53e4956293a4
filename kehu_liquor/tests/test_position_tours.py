"""The position at check-in as a browser asks for it: a tap, a refusal, nothing."""

from odoo.tests import HttpCase, tagged

from .common_visits import VisitCase


@tagged("post_install", "-at_install")
class TestPositionDesk(VisitCase, HttpCase):
    """At the desk, from the customer's page."""

    def switch(self, company, person):
        self.company.kehu_visit_position = company
        self.seller.kehu_visit_position = person

    def tour(self, name):
        """Walk through it; the contact that it logged and its points."""
        self.start_tour(f"/odoo/res.partner/{self.own.id}", name, login="seller")
        visit = self.visits.search([("partner_id", "=", self.own.id)])
        self.assertEqual(visit.state, "done")
        return visit, self.env["kehu.visit.position"].search([])

    def test_kept_once_by_a_tap(self):
        self.switch(company=True, person=True)
        visit, point = self.tour("kehu_position_kept")
        self.start_tour(
            f"/odoo/kehu.visit/{visit.id}", "kehu_position_later", login="seller"
        )
        self.assertEqual(self.env["kehu.visit.position"].search([]), point)
        self.assertEqual((point.visit_id, point.user_id), (visit, self.seller))
        self.assertEqual((point.latitude, point.longitude), (30.6598, 104.0633))
        self.assertEqual(point.accuracy, 20)
        self.assertIn("later on the phone", visit.note)

    def test_refused_by_the_browser(self):
        self.switch(company=True, person=True)
        _visit, points = self.tour("kehu_position_refused")
        self.assertFalse(points)

    def test_off_as_it_is_shipped(self):
        self.assertFalse(self.company.kehu_visit_position)
        self.assertFalse(self.seller.kehu_visit_position)
        _visit, points = self.tour("kehu_position_off")
        self.assertFalse(points)

    def test_off_for_the_person(self):
        self.switch(company=True, person=False)
        _visit, points = self.tour("kehu_position_off")
        self.assertFalse(points)


@tagged("post_install", "-at_install")
class TestPositionPhone(TestPositionDesk):
    """The same on a phone."""

    browser_size = "390x844"
    touch_enabled = True
