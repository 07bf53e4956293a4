"""What is seen, given and said at a contact: prices, gifts, the three sheets."""

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import TODAY, ago
from .common_visits import VisitCase

QUICK = "kehu_liquor.kehu_visit_view_quick"
SHEETS = ("first", "return", "sale")


class SeenCase(VisitCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.wang = cls.contact(cls.own)
        cls.wang.kehu_is_key_person = True
        cls.product = cls.env["product.product"].create({"name": "Laojiao 52"})
        cls.rival = cls.env["kehu.competitor"].create({"name": "Luzhou"})

    def seen(self, user=None, **values):
        user = user or self.seller
        values = {"partner_id": self.own.id, "price": 298, **values}
        if not values.keys() & {"product_id", "competitor_id"}:
            values["product_id"] = self.product.id
        return self.as_user(user)["kehu.price.observation"].create(values)

    def given(self, person=None, **values):
        person = person or self.wang
        kind = self.env.ref("kehu_liquor.gift_kind_sample")
        return Command.create(
            {
                "person_id": person.id,
                "kind_id": kind.id,
                "description": "Two small bottles",
                "amount": 60,
                **values,
            }
        )

    def met(self, **values):
        return self.log(self.own, contact_ids=[Command.link(self.wang.id)], **values)


@tagged("post_install", "-at_install")
class TestPrices(SeenCase):
    """A price is seen and nothing follows from it."""

    def test_seen_at_a_visit(self):
        line = Command.create({"product_id": self.product.id, "price": 298})
        visit = self.log(self.own, days=3, price_ids=[line])
        row = visit.price_ids
        self.assertEqual((row.partner_id, row.date), (self.own, ago(3)))
        self.assertEqual((row.user_id, row.company_id), (self.seller, self.company))
        self.assertTrue(row.is_ours)
        self.assertEqual(row.kind, "shelf")

    def test_of_a_competitor_by_the_case(self):
        row = self.seen(
            competitor_id=self.rival.id, article="52 500ml", unit="case", price=600
        )
        self.assertFalse(row.is_ours)
        self.assertEqual((row.bottles, row.bottle_price), (6, 100))
        self.assertEqual(row.display_name, "Luzhou · 52 500ml")
        row.bottles = 4
        self.assertEqual(row.bottle_price, 150)

    def test_nonsense(self):
        both = {"product_id": self.product.id, "competitor_id": self.rival.id}
        nothing = {"product_id": False}
        for values in (both, nothing, {"price": 0}, {"price": -1}, {"bottles": 0}):
            with (
                self.subTest(values),
                mute_logger("odoo.sql_db"),
                self.assertRaises(CheckViolation),
                self.env.cr.savepoint(),
            ):
                self.seen(**values)
        with self.assertRaises(ValidationError):
            self.seen(date=TODAY.replace(year=2027))

    def test_another_companys_customer(self):
        self.own.company_id = self.make_company("Elsewhere")
        with self.assertRaises(ValidationError):
            self.env["kehu.price.observation"].create(
                {
                    "partner_id": self.own.id,
                    "company_id": self.company.id,
                    "product_id": self.product.id,
                    "price": 1,
                }
            )

    def test_who_sees_which(self):
        self.seen()
        self.seen(self.colleague, partner_id=self.others.id)
        self.seen(self.stranger, partner_id=self.far.id)
        for user, count in ((self.seller, 1), (self.lead, 2), (self.manager, 3)):
            prices = self.as_user(user)["kehu.price.observation"]
            self.assertEqual(prices.search_count([]), count, user.login)
        for user in (self.accountant, self.plain, self.portal):
            prices = self.as_user(user)["kehu.price.observation"]
            with self.subTest(user.login), self.assertRaises(AccessError):
                prices.search([])

    def test_others_customers_and_others_names_are_refused(self):
        with self.assertRaises(AccessError):
            self.seen(partner_id=self.far.id)
        with self.assertRaises(ValidationError):
            self.seen(user_id=self.colleague.id)
        theirs = self.seen(self.lead)
        with self.assertRaises(AccessError):
            theirs.with_user(self.seller).unlink()
        mine = self.seen()
        with self.assertRaises(UserError):
            mine.partner_id = self.far
        mine.unlink()

    def test_at_anothers_visit_nothing_is_entered(self):
        visit = self.log(self.far)
        with self.assertRaises(AccessError):
            self.seen(visit_id=visit.id)

    def test_another_companys_prices(self):
        self.seen()
        other = self.make_company("Elsewhere")
        self.manager.company_ids = [Command.link(other.id)]
        there = self.env(user=self.manager, context={"allowed_company_ids": other.ids})
        self.assertFalse(there["kehu.price.observation"].search([]))

    def test_merged_customers_keep_their_prices(self):
        row = self.seen()
        twin = self.make_customer("Twin", "outlet")
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.own | twin).ids, twin, extra_checks=False)
        self.assertEqual(row.partner_id, twin)


@tagged("post_install", "-at_install")
class TestGiven(SeenCase):
    """Gifts and samples of a contact go through the register and its law."""

    def test_a_sample_for_whom_was_met(self):
        visit = self.met(days=2, gift_ids=[self.given()])
        gift = visit.gift_ids
        self.assertEqual((gift.state, gift.date), ("given", ago(2)))
        self.assertEqual((gift.partner_id, gift.user_id), (self.own, self.seller))

    def test_above_the_limit_it_waits(self):
        visit = self.met(gift_ids=[self.given(amount=900)])
        self.assertEqual(visit.gift_ids.state, "waiting")

    def refused(self, word, **values):
        before = self.visits.search_count([])
        with self.assertRaises(ValidationError) as found, self.env.cr.savepoint():
            self.met(**values)
        self.assertIn(word, str(found.exception))
        self.env.invalidate_all()
        self.assertEqual(self.visits.search_count([]), before)
        self.assertFalse(self.env["kehu.gift"].search([]))

    def test_refused_it_says_why_and_nothing_is_half_done(self):
        self.refused("money", gift_ids=[self.given(), self.given(description="现金")])
        self.wang.kehu_is_public_official = True
        self.refused(
            "public official", gift_ids=[self.given()], note="Not to be lost silently"
        )

    def test_only_who_was_met(self):
        li = self.contact(self.own, "Ms Li")
        self.refused("Ms Li received something", gift_ids=[self.given(li)])
        second = self.make_customer("Second", "outlet", user_id=self.seller.id)
        stranger = self.contact(second, "Mr Zhao")
        self.refused("does not belong", gift_ids=[self.given(stranger)])

    def test_who_received_something_was_there(self):
        visit = self.met(gift_ids=[self.given()])
        with self.assertRaises(ValidationError):
            visit.contact_ids = [Command.clear()]
        visit.gift_ids.action_cancel()
        visit.contact_ids = [Command.clear()]

    def test_a_gift_stays_with_its_visit(self):
        visit, other = self.met(hours=3), self.met()
        visit.gift_ids = [self.given()]
        with self.assertRaises(UserError):
            visit.gift_ids.visit_id = other
        with self.assertRaises(AccessError):
            visit.gift_ids = [Command.delete(visit.gift_ids.id)]

    def test_nothing_at_anothers_visit(self):
        visit = self.log(self.far)
        gifts = self.as_user(self.seller)["kehu.gift"]
        _new, _zero, values = self.given()
        with self.assertRaises(AccessError):
            gifts.create({**values, "visit_id": visit.id})

    def test_a_plan_is_no_occasion_yet(self):
        with self.assertRaises(ValidationError):
            self.met(hours=-48, state="planned", gift_ids=[self.given()])

    def test_whoever_was_met_alone_received_it(self):
        action = self.wang.with_user(self.seller).action_kehu_log_visit()
        visits = self.as_user(self.seller)["kehu.visit"]
        with (
            Form(visits.with_context(**action["context"]), view=QUICK) as form,
            form.gift_ids.new() as line,
        ):
            self.assertEqual(line.person_id, self.wang)
            line.kind_id = self.env.ref("kehu_liquor.gift_kind_gift")
            line.description = "Gift box"
            line.amount = 100
        self.assertEqual(form.record.gift_ids.state, "given")


@tagged("post_install", "-at_install")
class TestSheets(SeenCase):
    """First visit, return visit, sales registration."""

    def test_the_first_visit_is_the_first_that_took_place(self):
        call = self.log(self.own, self.T, days=9)
        first = self.log(self.own, days=5)
        second = self.log(self.own, days=2)
        plan = self.log(self.own, state="planned", hours=-48)
        self.assertEqual(
            [v.is_first for v in (call, first, second, plan)],
            [False, True, False, False],
        )
        second.date_begin = first.date_begin.replace(day=1)
        self.env.invalidate_all()
        self.assertEqual([first.is_first, second.is_first], [False, True])

    def test_the_quick_entry_asks_at_the_first_visit(self):
        action = self.own.with_user(self.seller).action_kehu_log_visit()
        visits = self.as_user(self.seller)["kehu.visit"].with_context(
            **action["context"]
        )
        form = Form(visits, view=QUICK)
        self.assertTrue(form.is_first)
        form.kind_id = self.T
        self.assertFalse(form.is_first)
        self.log(self.own, days=1)
        self.assertFalse(Form(visits, view=QUICK).is_first)

    def registered(self, **values):
        demand = self.env["kehu.demand"].search([], limit=1)
        return self.log(
            self.own,
            demand_ids=[Command.link(demand.id)],
            consumption_level="high",
            usual_channel="Wholesale market",
            **values,
        )

    def test_into_the_file_only_by_an_explicit_word(self):
        self.own.kehu_usual_price = "100–200"
        visit = self.registered()
        self.assertTrue(visit.is_for_file)
        self.assertFalse(self.own.kehu_consumption_level)
        visit.action_to_file()
        self.assertEqual(self.own.kehu_consumption_level, "high")
        self.assertEqual(self.own.kehu_demand_ids, visit.demand_ids)
        self.assertEqual(self.own.kehu_usual_price, "100–200")
        self.assertFalse(visit.is_for_file)
        with self.assertRaises(UserError):
            visit.action_to_file()

    def test_not_by_who_may_not(self):
        visit = self.registered()
        self.own.user_id = self.colleague
        with self.assertRaises(AccessError):
            visit.with_user(self.seller).action_to_file()
        for user in (self.plain, self.portal, self.accountant):
            with self.subTest(user.login), self.assertRaises(AccessError):
                visit.with_user(user).action_to_file()

    def ordered(self, **values):
        return Command.create(
            {"product_id": self.product.id, "quantity": 12, "price": 250, **values}
        )

    def test_an_order_heard_is_a_record(self):
        visit = self.log(self.own, order_ids=[self.ordered()])
        line = visit.order_ids
        self.assertEqual((line.amount, line.company_id), (3000, self.company))
        for values in ({"quantity": 0}, {"price": -1}):
            with (
                self.subTest(values),
                mute_logger("odoo.sql_db"),
                self.assertRaises(CheckViolation),
                self.env.cr.savepoint(),
            ):
                visit.order_ids = [self.ordered(**values)]

    def test_others_orders(self):
        visit = self.log(self.far, order_ids=[self.ordered()])
        lines = self.as_user(self.seller)["kehu.visit.order"]
        self.assertFalse(lines.search([]))
        with self.assertRaises(AccessError):
            lines.create({"visit_id": visit.id, "product_id": self.product.id})
        mine = self.log(self.own, order_ids=[self.ordered()]).order_ids
        with self.assertRaises(AccessError):
            mine.visit_id = visit
        for user in (self.accountant, self.plain, self.portal):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.as_user(user)["kehu.visit.order"].search([])

    def printed(self, sheet, visit):
        reports = self.as_user(self.seller)["ir.actions.report"]
        name = f"kehu_liquor.kehu_sheet_{sheet}"
        return reports._render_qweb_html(name, visit.ids)[0].decode()

    def test_the_sheets_are_printed_filled_in(self):
        visit = self.met(
            days=1,
            usual_channel="Wholesale market",
            product_use="Guests like it",
            deciders="Mr Wang",
            order_ids=[self.ordered()],
            price_ids=[Command.create({"product_id": self.product.id, "price": 298})],
            gift_ids=[self.given()],
        )
        said = {
            "first": ("Wholesale market", "Mr Wang", "Two small bottles"),
            "return": ("Guests like it", "298", "Laojiao 52"),
            "sale": ("Laojiao 52", "3,000", "12"),
        }
        for sheet, words in said.items():
            page = self.printed(sheet, visit)
            for word in ("Own", "Mr Wang", *words):
                self.assertIn(word, page, sheet)

    def test_the_sheets_are_printed_empty(self):
        visit = self.log(self.own)
        for sheet in SHEETS:
            page = self.printed(sheet, visit)
            self.assertIn("Own", page)
            self.assertNotIn("False", page)

    def test_the_sheets_are_on_a4_and_in_the_menu(self):
        for sheet in SHEETS:
            action = self.env.ref(f"kehu_liquor.kehu_sheet_{sheet}_action")
            self.assertEqual(action.get_paperformat().format, "A4")
            self.assertEqual(action.binding_model_id.model, "kehu.visit")

    def test_others_sheets_are_not_printed(self):
        visit = self.log(self.far)
        for sheet in SHEETS:
            with self.subTest(sheet), self.assertRaises(AccessError):
                self.printed(sheet, visit)

    def test_what_to_prepare_is_shown_while_planned(self):
        plan = self.log(self.own, state="planned", hours=-48)
        view = self.visits.get_view(self.env.ref(QUICK).id, "form")
        self.assertIn("o_kehu_prepare", view["arch"])
        self.assertTrue(plan.has_checks)
        plan.check_ids = plan.kind_id.check_ids[:2]
        self.assertEqual(len(plan.check_ids), 2)
