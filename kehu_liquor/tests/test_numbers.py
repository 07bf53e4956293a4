"""What RPC can send and no column can hold, and rows about a customer in general."""

from datetime import date, timedelta

from odoo.exceptions import ValidationError
from odoo.service.model import call_kw
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..demo.contacts import weekday_from, weekday_until
from .common import TODAY
from .common_points import PointsCase


@tagged("post_install", "-at_install")
class TestNumbers(PointsCase):
    @mute_logger("odoo.sql_db")
    def call(self, model, method, *args):
        return call_kw(self.env[model].with_user(self.lead), method, args, {})

    def test_what_is_no_number_is_refused_by_the_fields_name(self):
        kind = self.env.ref("kehu_liquor.support_kind_rack")
        asked = {"partner_id": self.own.id, "kind_id": kind.id, "date_to": TODAY}
        adjusted = {"partner_id": self.own.id, "reason": "A late delivery"}
        support = self.call("kehu.support", "create", {**asked, "requested_amount": 5})
        for number in ("nan", "inf", "-inf"):
            amount = {"requested_amount": float(number)}
            points = {"points": float(number)}
            for label, *call in (
                ("Amount Asked for", "kehu.support", "create", {**asked, **amount}),
                ("Amount Asked for", "kehu.support", "write", [support], amount),
                (
                    "Reward Points",
                    "kehu.points.adjustment",
                    "create",
                    {**adjusted, **points},
                ),
            ):
                with (
                    self.subTest(f"{call} {number}"),
                    self.assertRaisesRegex(ValidationError, f"“{label}” is no number"),
                ):
                    self.call(*call)
        self.assertEqual(self.env["kehu.support"].browse(support).requested_amount, 5)


@tagged("post_install", "-at_install")
class TestAboutCustomer(PointsCase):
    def test_what_a_customer_carries_and_who_supplies_it_go_with_it(self):
        shop = self.make_customer("Short-lived", "outlet")
        rival = self.env["kehu.competitor"].create({"name": "Rival"})
        supply = self.env["kehu.supply"].create(
            {"partner_id": shop.id, "supplier_id": self.free.id}
        )
        carried = self.env["kehu.competitor.carried"].create(
            {"partner_id": shop.id, "competitor_id": rival.id}
        )
        self.assertEqual(supply.company_id, self.env.company)
        self.assertEqual(carried.company_id, self.env.company)
        shop.unlink()
        self.assertFalse(supply.exists())
        self.assertFalse(carried.exists())

    def test_a_customer_of_another_company_is_refused(self):
        other = self.make_company("Elsewhere")
        theirs = self.make_customer("Theirs", "outlet", company_id=other.id)
        rival = self.env["kehu.competitor"].create({"name": "Rival"})
        here = {"partner_id": theirs.id, "company_id": self.company.id}
        for model, values in (
            ("kehu.supply", {"supplier_id": self.free.id}),
            ("kehu.competitor.carried", {"competitor_id": rival.id}),
        ):
            with self.assertRaisesRegex(Exception, "ompan"), self.env.cr.savepoint():
                self.env[model].create({**here, **values})


@tagged("post_install", "-at_install")
class TestDemoDays(PointsCase):
    def test_nobody_is_put_off_to_a_weekend(self):
        for number in range(14):
            day = date(2026, 6, 1) + timedelta(days=number)
            later, earlier = weekday_from(day), weekday_until(day)
            self.assertLess(max(later.weekday(), earlier.weekday()), 5)
            self.assertLessEqual(day - earlier, timedelta(days=2))
            self.assertLessEqual(later - day, timedelta(days=2))
            if day.weekday() < 5:
                self.assertEqual((later, earlier), (day, day))
