"""Redemption: windows, a second person, to whom never; and who may touch the ledger."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.service.model import get_public_method
from odoo.tests import Form, tagged

from .common import TODAY, ago
from .common_persons import BASIS
from .common_points import PointsCase


@tagged("post_install", "-at_install")
class TestRedemption(PointsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rule()
        cls.glass = cls.make_product("Glass")
        cls.jug = cls.make_product("Jug")

    def test_the_open_window_stands_there_already(self):
        new = self.env["kehu.redemption"].with_user(self.seller)
        self.assertFalse(new.default_get(["window_id"]).get("window_id"))
        window = self.window((self.glass, 30, 0))
        form = Form(new.with_context(default_partner_id=self.own.id))
        self.assertEqual(form.window_id, window)
        draft = new.new({"partner_id": self.own.id})
        self.assertFalse(draft.display_name)  # the screen says “New”, never “/”
        self.company.kehu_points_monthly = False
        self.window((self.jug, 30, 0))
        self.assertFalse(new.default_get(["window_id"]).get("window_id"))

    def test_the_customers_page_offers_it_where_it_can_be_had(self):
        self.bill(self.own, (self.wine, 1, 200))

        def offered(user, partner=self.own):
            return partner.with_user(user).kehu_metric_id._page().get("redeems")

        self.assertIs(offered(self.seller), False)  # no window
        self.window((self.glass, 30, 0))
        self.assertIs(offered(self.seller), True)
        self.assertFalse(offered(self.accountant))
        self.own.kehu_is_government = True
        self.assertIs(offered(self.seller), False)

    def test_from_the_request_to_the_gift(self):
        window = self.window((self.glass, 30, 0), (self.jug, 50, 0))
        self.bill(self.own, (self.wine, 1, 200))
        redemption = self.ask(self.own, window, (0, 2), (1, 1))
        self.assertEqual((redemption.points, redemption.state), (110, "requested"))
        self.assertEqual((redemption.balance, redemption.may_approve), (200, False))
        self.assertPoints(self.own, 200)  # nothing goes before it is approved
        redemption.with_user(self.lead).action_approve()
        self.assertPoints(self.own, 90)
        redemption.action_deliver()
        self.assertEqual(redemption.state, "delivered")
        self.assertEqual(redemption.delivered_by_id, self.seller)
        self.assertEqual(
            redemption.sudo().line_ids.entry_ids.mapped("points"), [-60, -50]
        )
        with self.assertRaises(UserError):
            redemption.with_user(self.manager).action_cancel()

    def test_entered_in_the_form(self):
        window = self.window((self.glass, 30, 0))
        self.bill(self.own, (self.wine, 1, 100))
        action = self.own.with_user(self.seller).action_kehu_redeem()
        env = self.env["kehu.redemption"].with_user(self.seller)
        form = Form(env.with_context(**action["context"]))
        form.window_id = window
        with form.line_ids.new() as line:
            line.gift_id = window.gift_ids
            line.quantity = 2
        redemption = form.save()
        self.assertEqual((redemption.points, redemption.partner_id), (60, self.own))

    def test_a_second_person_approves(self):
        window = self.window((self.glass, 30, 0))
        self.bill(self.own, (self.wine, 1, 100))
        redemption = self.ask(self.own, window, user=self.lead)
        with self.assertRaises(UserError):
            redemption.action_approve()
        with self.assertRaises(AccessError):
            redemption.with_user(self.seller).action_approve()
        redemption.with_user(self.manager).action_approve()
        self.assertPoints(self.own, 70)

    def test_who_changes_a_request_asks_for_it(self):
        window = self.window((self.glass, 30, 0))
        self.bill(self.own, (self.wine, 1, 100))
        redemption = self.ask(self.own, window)
        redemption.with_user(self.lead).line_ids.quantity = 3
        self.assertEqual(redemption.requested_by_id, self.lead)
        with self.assertRaises(UserError):
            redemption.with_user(self.lead).action_approve()

    def test_what_is_decided_stands(self):
        window = self.window((self.glass, 30, 0))
        self.bill(self.own, (self.wine, 1, 100))
        redemption = self.redeem(self.own, window).with_user(self.seller)
        with self.assertRaises(UserError):
            redemption.line_ids.quantity = 9
        with self.assertRaises(UserError):
            redemption.partner_id = self.others.with_user(self.seller)
        with self.assertRaises(UserError):
            redemption.write({"line_ids": [Command.clear()]})
        with self.assertRaises(AccessError):
            redemption.write({"state": "requested"})
        with self.assertRaises(UserError):
            redemption.sudo().unlink()

    def test_more_than_there_is_is_refused(self):
        window = self.window((self.glass, 30, 0))
        self.bill(self.own, (self.wine, 1, 59))
        redemption = self.ask(self.own, window, (0, 2))
        with self.assertRaisesRegex(UserError, "has 59"):
            redemption.with_user(self.lead).action_approve()
        self.assertPoints(self.own, 59)

    def test_only_so_many_gifts(self):
        window = self.window((self.glass, 10, 3))
        self.bill(self.own, (self.wine, 1, 100))
        self.bill(self.others, (self.wine, 1, 100))
        self.redeem(self.own, window, (0, 2))
        self.assertEqual(window.gift_ids.taken, 2)
        second = self.ask(self.others, window, (0, 2), user=self.colleague)
        with self.assertRaisesRegex(UserError, "Only 1"):
            second.with_user(self.lead).action_approve()

    def test_refused_and_taken_back(self):
        window = self.window((self.glass, 30, 0))
        self.bill(self.own, (self.wine, 1, 100))
        refused, taken_back = self.ask(self.own, window), self.ask(self.own, window)
        refused.with_user(self.lead).action_refuse()
        taken_back.action_cancel()
        self.assertPoints(self.own, 100)
        with self.assertRaises(UserError):
            refused.with_user(self.manager).action_approve()
        approved = self.redeem(self.own, window)
        with self.assertRaises(AccessError):
            approved.with_user(self.seller).action_cancel()

    def test_only_in_an_open_window(self):
        self.bill(self.own, (self.wine, 1, 100))
        self.company.kehu_points_monthly = False
        later = self.window((self.glass, 1, 0), date_from=TODAY + timedelta(days=1))
        with self.assertRaises(ValidationError):
            self.ask(self.own, later)
        gift = Command.create({"product_id": self.jug.id, "points": 1})
        draft = later.copy({"date_from": ago(1), "date_end": TODAY, "gift_ids": [gift]})
        self.assertEqual(draft.state, "draft")
        with self.assertRaises(ValidationError):
            self.ask(self.own, draft)

    def test_a_gift_of_another_window(self):
        self.company.kehu_points_monthly = False
        window, other = self.window((self.glass, 1, 0)), self.window((self.jug, 1, 0))
        with self.assertRaises(ValidationError):
            self.env["kehu.redemption"].create(
                {
                    "partner_id": self.own.id,
                    "window_id": window.id,
                    "line_ids": [Command.create({"gift_id": other.gift_ids.id})],
                }
            )

    def test_to_whom_never(self):
        window = self.window((self.glass, 1, 0))
        contact = self.env["res.partner"].create(
            {"name": "X", "parent_id": self.own.id}
        )
        child = self.env["res.partner"].create(
            {
                "name": "Child",
                "kehu_role_id": self.env.ref("kehu_liquor.role_consumer").id,
                "kehu_birth_year": TODAY.year - 15,
                **BASIS,
            }
        )
        self.others.kehu_is_government = True
        for partner, words in (
            (contact, "never to an employee"),
            (self.seller.partner_id, "colleague"),
            (self.others, "no gifts"),
            (child, "not of age"),
        ):
            with self.subTest(words), self.assertRaisesRegex(ValidationError, words):
                self.ask(partner, window, user=self.manager)

    def test_who_became_a_contact_meanwhile(self):
        window = self.window((self.glass, 1, 0))
        person = self.env["res.partner"].create({"name": "Member"})
        self.bill(person, (self.wine, 1, 100))
        redemption = self.ask(person, window, user=self.seller.browse(1))
        person.parent_id = self.own
        with self.assertRaises(ValidationError):
            redemption.with_user(self.manager).action_approve()

    # ---------------------------------------------------------------- windows
    def test_one_window_a_month(self):
        self.window((self.glass, 1, 0))
        with self.assertRaisesRegex(ValidationError, "2026-06"):
            self.window((self.jug, 1, 0))
        self.window((self.jug, 1, 0), date_from=TODAY + timedelta(days=1))

    def test_a_window_without_gifts_or_over_is_not_announced(self):
        with self.assertRaises(ValidationError):
            self.window()
        with self.assertRaises(ValidationError):
            self.window((self.glass, 1, 0), date_from=ago(9), date_end=ago(1))

    def test_what_is_announced_stands(self):
        window = self.window((self.glass, 1, 0)).with_user(self.manager)
        for change in (
            lambda: window.write({"date_end": TODAY}),
            lambda: window.gift_ids.write({"points": 2}),
            lambda: window.gift_ids.unlink(),
            lambda: window.unlink(),
            lambda: window.write({"state": "draft"}),
        ):
            with self.assertRaises(UserError):
                change()

    def test_money_is_no_gift(self):
        with self.assertRaises(ValidationError):
            self.window((self.make_product("购物卡 100"), 1, 0))


@tagged("post_install", "-at_install")
class TestPointsDoors(PointsCase):
    """What each must not do, tried by each, the superuser included."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rule()
        cls.move = cls.bill(cls.own, (cls.wine, 1, 100))
        cls.env.flush_all()
        cls.entry = cls.entries.search([("move_id", "=", cls.move.id)])

    def everybody(self):
        return (
            self.seller
            + self.lead
            + self.manager
            + self.accountant
            + self.plain
            + self.portal
            + self.env.ref("base.user_root")
        )

    def values(self):
        return {
            "partner_id": self.own.id,
            "company_id": self.company.id,
            "kind": "earn",
            "points": 1000,
            "day": TODAY,
        }

    def test_nobody_writes_the_ledger(self):
        for user in self.everybody():
            entries, entry = self.entries.with_user(user), self.entry.with_user(user)
            for what in (
                lambda e=entries: e.create(self.values()),
                lambda e=entry: e.write({"points": 1}),
                lambda e=entry: e.unlink(),
                lambda e=entry: e.copy(),
            ):
                with self.subTest(user.login), self.assertRaises(UserError):
                    what()

    def test_nor_by_sudo_or_the_documents_lines(self):
        for what in (
            lambda: self.entry.sudo().write({"points": 1}),
            lambda: self.entry.sudo().unlink(),
            lambda: self.move.write(
                {"kehu_points_entry_ids": [Command.delete(self.entry.id)]}
            ),
            lambda: self.move.write(
                {"kehu_points_entry_ids": [Command.create(self.values())]}
            ),
        ):
            with self.assertRaises(UserError):
                what()
        self.assertPoints(self.own, 100)

    def test_who_reads_what(self):
        far = self.bill(self.far, (self.wine, 1, 10))
        self.env.flush_all()
        entries = self.entries.search([("move_id", "in", (self.move + far).ids)])
        for user, expected in (
            (self.seller, 1),
            (self.lead, 1),
            (self.manager, 2),
            (self.accountant, 2),
        ):
            found = self.entries.with_user(user).search([("id", "in", entries.ids)])
            self.assertEqual(len(found), expected, user.login)
        for user in (self.plain, self.portal):
            for model in ("entry", "balance", "liability", "adjustment", "window"):
                with self.subTest(model), self.assertRaises(AccessError):
                    self.env[f"kehu.points.{model}"].with_user(user).search([])

    def test_liability_is_for_managers_and_books(self):
        for user in (self.seller, self.lead):
            with self.assertRaises(AccessError):
                self.env["kehu.points.liability"].with_user(user).search([])

    def test_the_inner_doors_are_shut_from_outside(self):
        for model, name in (
            ("kehu.points.entry", "_settle"),
            ("kehu.facts", "_points_book"),
            ("kehu.redemption", "_redeem"),
            ("account.move", "_kehu_settle_points"),
        ):
            with self.assertRaises(AccessError):
                get_public_method(self.env[model], name)

    def test_an_invoicing_clerk_posts_and_points_follow(self):
        clerk = self.make_user("clerk_points", "account.group_account_invoice")
        move = self.draft("out_invoice", self.own, [(self.wine, 1, 5)])
        move.with_user(clerk).action_post()
        self.assertPoints(self.own, 105)
        entry = self.entries.search([("move_id", "=", move.id)])
        self.assertEqual(entry.booked_by_id, clerk)

    def test_redemptions_of_others_customers(self):
        window = self.window((self.make_product("Glass"), 1, 0))
        with self.assertRaises(AccessError):
            self.ask(self.far, window, user=self.seller)
        own = self.ask(self.own, window)
        for user in (self.stranger, self.plain, self.portal, self.accountant):
            with self.subTest(user.login), self.assertRaises(AccessError):
                own.with_user(user).action_cancel()

    def test_windows_and_rules_are_the_managers(self):
        for user in (self.seller, self.lead, self.accountant):
            with self.assertRaises(AccessError):
                self.rules.with_user(user).create({"name": "X"})
            with self.assertRaises(AccessError):
                self.env["kehu.points.window"].with_user(user).create(
                    {"name": "X", "date_from": TODAY, "date_end": TODAY}
                )

    def test_erasing_a_person_keeps_the_entries_under_a_pseudonym(self):
        person = self.env["res.partner"].create({"name": "Wang Member"})
        self.bill(person, (self.wine, 1, 40))
        erasure = (
            self.env["kehu.erasure"]
            .with_user(self.manager)
            .create({"person_id": person.id, "reason": "Asked by letter"})
        )
        kept = erasure.line_ids.filtered(lambda line: line.fate == "kept")
        self.assertIn("kehu.points.entry", kept.mapped("model"))
        erasure.action_erase()
        self.assertEqual(self.balance(person), 40)

    def test_what_is_held_is_told(self):
        person = self.env["res.partner"].create({"name": "Wang Member"})
        self.bill(person, (self.wine, 1, 40))
        told = person.with_user(self.manager)._kehu_person_file()
        self.assertIn("Points entry", told)
