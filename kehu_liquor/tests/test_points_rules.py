"""Rules of points: what earns, how much, when; and what a rule may not be."""

from psycopg2.errors import CheckViolation

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TODAY, ago
from .common_points import PointsCase


@tagged("post_install", "-at_install")
class TestPointsRules(PointsCase):
    def test_per_bottle_in_the_products_own_unit(self):
        self.rule(basis="bottle")
        dozen = self.env.ref("uom.product_uom_dozen")
        move = self.draft("out_invoice", self.own, [(self.wine, 2, 600)])
        move.invoice_line_ids.product_uom_id = dozen
        move.action_post()
        self.assertPoints(self.own, 24)

    def test_gross_of_tax(self):
        self.rule(basis="gross")
        tax = self.env["account.tax"].create(
            {"name": "13", "amount": 13, "company_id": self.company.id}
        )
        self.bill(self.own, (self.wine, 1, 100, tax))
        self.assertPoints(self.own, 113)

    def test_rounded_over_the_whole_document(self):
        self.rule(per=100)
        self.bill(self.own, (self.wine, 1, 99), (self.beer, 1, 99), (self.wine, 1, 2))
        self.assertPoints(self.own, 2)

    def test_a_third_is_a_third(self):
        self.rule(per=3)
        self.bill(self.own, (self.wine, 1, 300))
        self.assertPoints(self.own, 100)

    def test_roundings(self):
        for how, expected in (("down", 1), ("half", 2), ("up", 2)):
            rule = self.rule(per=100, rounding=how)
            partner = self.make_customer(how)
            self.bill(partner, (self.wine, 1, 150))
            self.assertEqual(self.balance(partner), expected, how)
            rule.active = False

    def test_the_first_rule_that_fits_earns_alone(self):
        category = self.env["product.category"].create({"name": "Spirits"})
        child = category.create({"name": "Old", "parent_id": category.id})
        old = self.make_product("Old Wine", categ_id=child.id)
        self.rule(points=5, sequence=1, category_ids=[Command.set(category.ids)])
        self.rule(points=1, sequence=2)
        self.bill(self.own, (old, 1, 100), (self.beer, 1, 100))
        self.assertPoints(self.own, 600)

    def test_only_some_roles(self):
        outlet = self.env.ref("kehu_liquor.role_outlet")
        self.rule(role_ids=[Command.set(outlet.ids)])
        self.bill(self.own, (self.wine, 1, 100))
        self.bill(self.free, (self.wine, 1, 100))
        self.assertPoints(self.own, 100)
        self.assertPoints(self.free, 0)

    def test_times_the_grades_multiplier(self):
        self.rule(by_grade=True)
        self.bill(self.own, (self.wine, 1, 100))
        self.assertPoints(self.own, 100)  # ungraded: as it is
        self.env["kehu.entitlement"].create(
            {
                "kind": "points",
                "value": 1.5,
                "company_id": self.company.id,
                "role_id": self.env.ref("kehu_liquor.role_outlet").id,
            }
        )
        move = self.bill(self.own, (self.wine, 1, 100))
        self.assertPoints(self.own, 250)
        self.env["kehu.entitlement"].search([("value", "=", 1.5)]).value = 3
        self.credit(self.own, (self.wine, 1, 100), of=move)
        self.assertPoints(self.own, 100)

    def test_when_paid(self):
        self.rule(moment="paid")
        move = self.bill(self.own, (self.wine, 1, 100), day=ago(10))
        self.assertPoints(self.own, 0)
        self.pay(move, amount=40)
        self.assertPoints(self.own, 0)
        self.pay(move)
        self.assertPoints(self.own, 100)
        self.assertEqual(self.balance(self.own, ago(1)), 0)
        move.line_ids.remove_move_reconcile()
        self.assertPoints(self.own, 0)

    def test_when_paid_partly_by_a_credit_note(self):
        self.rule(moment="paid")
        move = self.bill(self.own, (self.wine, 1, 100))
        note = self.credit(self.own, (self.wine, 1, 30), of=move)
        self.assertPoints(self.own, 0)
        self.pay(move)
        self.assertPoints(self.own, 70)
        note.button_draft()
        self.assertIn(self.balance(self.own), (0, 100))
        self.assertAgrees()

    def test_a_wholly_returned_invoice_was_never_paid(self):
        self.rule(moment="paid")
        move = self.bill(self.own, (self.wine, 1, 100))
        self.credit(self.own, (self.wine, 1, 100), of=move)
        self.assertEqual(move.payment_state, "reversed")
        self.assertPoints(self.own, 0)

    def test_dates(self):
        self.rule(date_from=ago(10), date_end=ago(5))
        for days, expected in ((11, 0), (10, 100), (5, 200), (4, 200)):
            self.bill(self.own, (self.wine, 1, 100), day=ago(days))
            self.assertPoints(self.own, expected)

    @mute_logger("odoo.sql_db")
    def test_bad_rules_are_refused(self):
        for values in (
            {"points": 0},
            {"per": 0},
            {"per": -1},
            {"unit": 0},
            {"date_from": TODAY, "date_end": ago(1)},
        ):
            with self.subTest(values), self.assertRaises(CheckViolation):
                self.rule(**values)
        with self.assertRaises(ValidationError):
            self.rule(
                product_ids=[Command.set(self.wine.ids)],
                category_ids=[Command.create({"name": "Spirits"})],
            )

    def test_what_has_earned_stays_as_it_is(self):
        rule = self.rule()
        rule.points = 2
        self.bill(self.own, (self.wine, 1, 100))
        for values in ({"points": 3}, {"basis": "gross"}, {"moment": "paid"}):
            with self.subTest(values), self.assertRaises(UserError):
                rule.write(values)
        with self.assertRaises(UserError):
            rule.unlink()
        rule.write({"points": 2, "name": "The same", "date_end": TODAY})
        rule.active = False
        self.assertPoints(self.own, 200)

    def test_the_shipped_rule_is_off_and_makes_sense(self):
        shipped = self.env.ref("kehu_liquor.points_rule_default")
        self.assertIn("1 points for every 100", shipped.sentence)
        self.assertFalse(shipped.active)
        shipped.date_from = ago(50)
        self.bill(self.own, (self.wine, 1, 990), day=ago(5))
        shipped.active = True
        self.assertEqual(shipped.date_from, TODAY)  # not backwards
        self.bill(self.own, (self.wine, 1, 250))
        self.assertPoints(self.own, 2)
