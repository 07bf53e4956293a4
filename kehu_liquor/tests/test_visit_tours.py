import re
from pathlib import Path

from odoo.tests import HttpCase, tagged

from .common import TODAY
from .common_visits import VisitCase

TOURS = Path(__file__).parents[1] / "static/tests/tours/kehu_visit_tours.js"
MOST_TAPS, MOST_REQUIRED = 6, 4


@tagged("post_install", "-at_install")
class TestVisitDesk(VisitCase, HttpCase):
    """At the desk, from the customer's page."""

    def test_salesperson_logs_a_call(self):
        self.env["kehu.metric"]._of(self.own, self.company)
        self.start_tour(
            f"/odoo/res.partner/{self.own.id}", "kehu_visit_desk", login="seller"
        )
        visit = self.visits.search([("partner_id", "=", self.own.id)])
        self.assertEqual((visit.kind_id, visit.state), (self.T, "done"))
        self.assertEqual(visit.purpose_reached, "partly")


@tagged("post_install", "-at_install")
class TestVisitPhone(VisitCase, HttpCase):
    """On a phone, from my week, with few taps and little to fill in."""

    browser_size = "390x844"
    touch_enabled = True

    def test_salesperson_logs_a_visit(self):
        self.own.phone = "028 1234"
        self.graded(self.own, "a")
        self.cadence(self.M)
        self.plan(TODAY.replace(day=1))
        self.promises(self.own).due_on = TODAY.replace(day=29)
        self.start_tour("/odoo/kehu-week", "kehu_visit_phone", login="seller")
        visit = self.visits.search([("state", "=", "done")])
        self.assertEqual(visit.note, "Restocks next week")
        self.assertEqual(visit.next_id.state, "planned")
        self.assertEqual(self.promises(self.own).filtered("step_id").state, "done")

    def test_few_taps(self):
        tour = (
            TOURS.read_text().split("kehu_visit_phone")[1].split("kehu_visit_desk")[0]
        )
        taps = len(re.findall(r'run: "click"', tour))
        self.assertLessEqual(taps, MOST_TAPS)
        self.assertEqual(taps, 4)

    def test_little_to_fill_in(self):
        quick = self.env.ref("kehu_liquor.kehu_visit_view_quick")
        view = self.visits.get_view(quick.id, "form")
        shown = view["models"]["kehu.visit"]
        required = [
            name
            for name, field in self.visits._fields.items()
            if name in shown and field.required and name not in ("state", "company_id")
        ]
        self.assertLessEqual(len(required), MOST_REQUIRED, required)


class SeenTourCase(VisitCase):
    """A person to write to and a bottle to see."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.wang = cls.contact(cls.own)
        cls.wang.email = "wang@example.com"
        cls.product = cls.env["product.product"].create({"name": "Laojiao 52"})


@tagged("post_install", "-at_install")
class TestSeenDesk(SeenTourCase, HttpCase):
    """A price and a sample, noted where they were seen and given."""

    def test_price_and_sample(self):
        self.start_tour(
            f"/odoo/res.partner/{self.own.id}", "kehu_visit_seen_desk", login="seller"
        )
        visit = self.visits.search([("partner_id", "=", self.own.id)])
        self.assertEqual(visit.price_ids.price, 298)
        self.assertEqual(visit.gift_ids.person_id, self.wang)
        self.assertEqual(visit.gift_ids.state, "given")


@tagged("post_install", "-at_install")
class TestSeenPhone(SeenTourCase, HttpCase):
    """A letter logged by a tap, a price noted on the spot."""

    browser_size = "390x844"
    touch_enabled = True

    def test_letter_and_price(self):
        self.as_user(self.seller)["res.partner"].browse(self.own.id).message_post(
            body="The price list",
            subject="Price list",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=self.wang.ids,
        )
        self.start_tour("/odoo/kehu-week", "kehu_visit_seen_phone", login="seller")
        letter, visit = self.visits.search(
            [("partner_id", "=", self.own.id)], order="id"
        )
        self.assertTrue(letter.message_id)
        self.assertEqual(visit.usual_channel, "Wholesale market")
        self.assertEqual(visit.price_ids.product_id, self.product)
