"""What a customer gets is said by rows; the most specific one wins."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import KehuTeamCase, ago


@tagged("post_install", "-at_install")
class TestEntitlement(KehuTeamCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.grade_by_money()
        cls.sell(cls.free, ago(5), 250000)

    def setUp(self):
        super().setUp()
        self.night()
        self.free_metric = self.metric(self.free)

    def row(self, kind, value, **conditions):
        rows = self.env["kehu.entitlement"]
        return rows.create({"kind": kind, "value": value, **conditions})

    def got(self, kind, metric=None):
        metric = metric or self.free_metric
        return self.env["kehu.entitlement"]._of(metric)[metric.id].get(kind)

    def test_every_shipped_grade_brings_something(self):
        kinds = ("payment_days", "delivery_hours", "priority", "points", "visits")
        for name in ("KA", "A", "B", "C", "D"):
            got = self.grade(name).entitlement_ids.mapped("kind")
            self.assertLessEqual(set(kinds), set(got), name)

    def test_the_grade_decides(self):
        self.assertGrade(self.free, "A")
        value, row = self.got("payment_days")
        self.assertEqual((value, row.grade_id), (30, self.grade("A")))

    def test_a_more_specific_row_wins(self):
        self.free_metric.quadrant = "star"
        self.row("payment_days", 20, quadrant="star")
        self.assertEqual(self.got("payment_days")[0], 20)
        self.row("payment_days", 25, quadrant="star", grade_id=self.grade("A").id)
        self.assertEqual(self.got("payment_days")[0], 25)

    def test_the_companys_own_row_before_the_shared(self):
        self.row("visits", 7, grade_id=self.grade("A").id, company_id=self.company.id)
        self.assertEqual(self.got("visits")[0], 7)

    def test_another_companys_row_does_not_count(self):
        other = self.make_company("Other")
        self.row("visits", 7, grade_id=self.grade("A").id, company_id=other.id)
        self.assertEqual(self.got("visits")[0], 1)

    def test_an_ungraded_customer_gets_what_holds_for_all(self):
        self.assertIsNone(self.got("visits", self.metric(self.own)))
        self.row("visits", 0.1)
        self.assertEqual(self.got("visits", self.metric(self.own))[0], 0.1)

    def test_all_at_once(self):
        metrics = self.free_metric + self.metric(self.own)
        self.assertEqual(
            set(self.env["kehu.entitlement"]._of(metrics)), set(metrics.ids)
        )

    def test_the_reader_is_told(self):
        told = " ".join(self.free_metric.get_explanation()["sentences"])
        self.assertIn("Credit Days: 30 days", told)
        self.assertIn("Delivery Promise: Next day", told)
        seller = self.free_metric.with_user(self.stranger)
        self.assertIn("Credit Days", " ".join(seller.get_explanation()["sentences"]))

    def test_the_page_warns_by_it(self):
        self.row(
            "payment_days",
            12,
            role_id=False,
            audience_id=self.free_metric.audience_id.id,
            grade_id=self.grade("A").id,
        )
        self.free_metric.write({"overdue_amount": 5, "overdue_since": ago(9)})
        self.assertIn("12 days to pay", self.free_metric._page_warning())

    def test_the_grade_says_what_it_allows(self):
        grade = self.grade("KA").with_user(self.seller)
        self.assertEqual((grade.payment_days, grade.delivery_promise), (45, "Same day"))

    def assertImpossible(self, kind, value, **conditions):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.row(kind, value, **conditions)
            self.env.flush_all()

    def test_nothing_is_said_twice(self):
        self.assertImpossible("visits", 3, grade_id=self.grade("A").id)

    def test_nothing_below_zero(self):
        self.assertImpossible("visits", -1)

    def test_no_quota_beyond_everything(self):
        self.assertImpossible("support_quota", 101)

    def test_a_salesperson_reads_and_changes_nothing(self):
        row = self.grade("A").entitlement_ids[0].with_user(self.seller)
        self.assertTrue(row.display_name)
        with self.assertRaises(AccessError):
            row.value = 99
