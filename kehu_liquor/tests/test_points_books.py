"""Expiry, adjustments, debts, merging, the check, the liability, the statement."""

from datetime import date, timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from ..models.kehu_points_difference import NIGHTS
from .common import TODAY, ago
from .common_points import PointsCase


@tagged("post_install", "-at_install")
class TestPointsLots(PointsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.one = cls.rule()
        cls.company.write({"kehu_points_expiry": "months", "kehu_points_months": 12})
        cls.gift = cls.make_product("Glass")

    def lots(self, partner, day=TODAY):
        self.env.flush_all()
        lots = self.facts._points_lots(self.company, day, partner.ids)
        return [(lot["expires_on"], lot["points"]) for lot in lots]

    def end(self, day=TODAY):
        self.env.flush_all()
        return self.facts._points_expire(self.company, day)

    def test_a_lot_holds_for_the_companys_months(self):
        self.bill(self.own, (self.wine, 1, 100), day=ago(10))
        self.assertEqual(self.lots(self.own), [(date(2027, 6, 20), 100)])

    def test_until_a_day_of_the_year(self):
        self.company.write(
            {
                "kehu_points_expiry": "year_end",
                "kehu_points_month": "3",
                "kehu_points_day": 31,
            }
        )
        self.bill(self.own, (self.wine, 1, 100))
        self.assertEqual(self.lots(self.own), [(date(2028, 3, 31), 100)])

    def test_what_was_promised_holds_though_the_setting_changes(self):
        self.bill(self.own, (self.wine, 1, 100))
        self.company.kehu_points_months = 1
        self.assertEqual(self.lots(self.own), [(date(2027, 6, 30), 100)])

    def test_oldest_first_and_what_is_left_ends(self):
        window = self.window((self.gift, 130, 0))
        self.bill(self.own, (self.wine, 1, 200), day=ago(10))
        self.bill(self.own, (self.wine, 1, 100), day=ago(300))
        self.redeem(self.own, window)
        self.assertEqual(self.lots(self.own), [(date(2027, 6, 20), 170)])
        self.assertEqual(self.end(date(2027, 6, 20)), 0)  # the last day still holds
        self.assertEqual(self.end(date(2027, 6, 21)), 1)
        self.assertEqual(self.end(date(2027, 6, 21)), 0)
        self.assertEqual(self.balance(self.own, date(2027, 6, 21)), 0)
        self.assertEqual(self.balance(self.own, date(2027, 6, 20)), 170)

    def test_debt_is_settled_first_from_the_oldest(self):
        self.bill(self.own, (self.wine, 1, 100), day=ago(300))
        self.bill(self.own, (self.wine, 1, 50))
        self.credit(self.own, (self.wine, 1, 70))  # names no invoice
        ends = [date(2026, 9, 3), date(2027, 6, 30)]
        self.assertEqual(self.lots(self.own), [(ends[0], 30), (ends[1], 50)])
        self.end(date(2026, 9, 4))
        self.assertEqual(self.balance(self.own, date(2026, 9, 4)), 50)
        self.assertEqual(self.end(date(2026, 9, 5)), 1)  # looked at, nothing left
        self.assertEqual(self.balance(self.own, date(2026, 9, 5)), 50)

    def test_a_cancelled_redemption_gives_back_to_its_lots(self):
        window = self.window((self.gift, 130, 0))
        self.bill(self.own, (self.wine, 1, 100), day=ago(300))
        self.bill(self.own, (self.wine, 1, 200), day=ago(10))
        before = self.lots(self.own)
        redemption = self.redeem(self.own, window)
        self.assertEqual(self.balance(self.own), 170)
        redemption.with_user(self.lead).action_cancel()
        self.assertEqual(self.lots(self.own), before)
        self.assertEqual(redemption.state, "cancelled")
        self.assertPoints(self.own, 300)

    def test_what_comes_back_after_its_end_ends_the_next_night(self):
        window = self.window((self.gift, 100, 0))
        move = self.bill(self.own, (self.wine, 1, 100), day=ago(364))
        redemption = self.redeem(self.own, window)
        self.assertEqual(self.end(TODAY + timedelta(days=3)), 0)
        redemption.with_user(self.lead).action_cancel()
        self.assertEqual(self.end(TODAY + timedelta(days=3)), 1)
        self.assertEqual(self.balance(self.own, TODAY + timedelta(days=3)), 0)
        self.assertEqual(self.of(move), [("earn", 100)])

    def test_what_has_ended_is_not_redeemed_though_the_night_did_not_run(self):
        window = self.window((self.gift, 100, 0))
        self.bill(self.own, (self.wine, 1, 100), day=ago(400))
        with self.assertRaises(UserError):
            self.redeem(self.own, window)

    def test_what_returned_after_it_ended_is_no_debt_for_ever(self):
        move = self.bill(self.own, (self.wine, 1, 100), day=ago(400))
        self.end()
        self.assertEqual(self.balance(self.own), 0)
        move.button_draft()
        self.assertEqual(self.balance(self.own), -100)
        move.action_post()
        self.end()
        self.assertEqual(self.balance(self.own), 0)

    def test_merged_the_balance_is_the_sum(self):
        other = self.make_customer("Own (twin)", "outlet")
        self.bill(self.own, (self.wine, 1, 100), day=ago(300))
        move = self.bill(other, (self.wine, 1, 50))
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.own + other).ids, self.own)
        self.assertPoints(self.own, 150)
        move.button_draft()
        self.assertPoints(self.own, 100)

    def test_the_night_ends_lots_and_checks(self):
        self.bill(self.own, (self.wine, 1, 100), day=ago(400))
        self.bill(self.others, (self.wine, 1, 70))
        self.night(company=self.company)
        run = self.env["kehu.run"].search(
            [("company_id", "=", self.company.id)], limit=1
        )
        self.assertEqual(
            (run.state, run.points_expired, run.points_differ), ("done", 1, 0)
        )
        self.assertPoints(self.own, 0)
        self.night(company=self.company)
        self.assertEqual(self.entries.search_count([("kind", "=", "expire")]), 1)


@tagged("post_install", "-at_install")
class TestPointsAdjusted(PointsCase):
    def enter(self, points=50, user=None, **values):
        return (
            self.env["kehu.points.adjustment"]
            .with_user(user or self.accountant)
            .create(
                {
                    "partner_id": self.own.id,
                    "points": points,
                    "reason": "Goodwill",
                    **values,
                }
            )
        )

    def test_a_second_person_books_it(self):
        adjustment = self.enter()
        self.assertPoints(self.own, 0)
        with self.assertRaises(AccessError):
            adjustment.action_approve()
        adjustment.with_user(self.manager).action_approve()
        self.assertPoints(self.own, 50)
        entry = adjustment.entry_ids
        self.assertEqual((entry.kind, entry.note), ("adjust", "Goodwill"))
        with self.assertRaises(UserError):
            adjustment.with_user(self.manager).action_approve()

    def test_not_the_same_person(self):
        adjustment = self.enter(user=self.manager)
        with self.assertRaises(UserError):
            adjustment.with_user(self.manager).action_approve()

    def test_what_was_entered_stands(self):
        adjustment = self.enter()
        with self.assertRaises(UserError):
            adjustment.points = 500
        with self.assertRaises(AccessError):
            adjustment.unlink()
        with self.assertRaises(UserError):
            adjustment.sudo().unlink()
        adjustment.action_cancel()
        with self.assertRaises(UserError):
            adjustment.with_user(self.manager).action_approve()

    def test_state_and_booking_are_not_sent_along(self):
        adjustment = self.enter(state="booked", decided_by_id=self.manager.id)
        self.assertEqual(
            (adjustment.state, adjustment.decided_by_id.id), ("waiting", False)
        )

    def test_below_zero_and_opening(self):
        self.enter(-30).with_user(self.manager).action_approve()
        self.assertPoints(self.own, -30)
        opening = self.enter(100, kind="opening", expires_on=TODAY, date=ago(100))
        opening.with_user(self.manager).action_approve()
        self.assertPoints(self.own, 70)
        self.assertEqual(opening.entry_ids.expires_on, TODAY)

    def test_bad_ones_are_refused(self):
        for values in (
            {"reason": " "},
            {"date": TODAY + timedelta(days=1)},
            {"points": -5, "expires_on": TODAY},
            {"expires_on": ago(1)},
        ):
            with self.subTest(values), self.assertRaises(ValidationError):
                self.enter(**values)

    def test_for_a_contact_it_is_the_companys(self):
        contact = self.env["res.partner"].create(
            {"name": "X", "parent_id": self.own.id}
        )
        self.assertEqual(self.enter(partner_id=contact.id).partner_id, self.own)


@tagged("post_install", "-at_install")
class TestPointsBooks(PointsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.one = cls.rule()

    def check(self):
        differences = self.env["kehu.points.difference"].with_user(self.accountant)
        differences.action_check()
        return differences.search([])

    def test_a_rule_from_before_shows_and_is_booked(self):
        self.one.active = False
        move = self.bill(self.own, (self.wine, 1, 100), day=ago(20))
        self.assertFalse(self.check())
        self.one.date_from = ago(900)
        self.one.with_context(active_test=False).write(
            {"active": True, "date_from": ago(900)}
        )
        row = self.check()
        self.assertEqual(
            (row.move_id, row.target, row.booked, row.difference), (move, 100, 0, 100)
        )
        row.action_book()
        self.assertPoints(self.own, 100)

    def test_a_document_changed_beside_the_hooks_shows(self):
        move = self.bill(self.own, (self.wine, 1, 100))
        self.env.cr.execute(
            "UPDATE account_move SET state = 'cancel' WHERE id = %s", [move.id]
        )
        self.env.invalidate_all()
        row = self.check()
        self.assertEqual((row.target, row.booked), (0, 100))
        row.action_book()
        self.assertEqual(self.balance(self.own), 0)

    def test_the_night_meets_every_document_within_a_quarter(self):
        move = self.bill(self.own, (self.wine, 1, 100))
        self.env.cr.execute(
            "UPDATE account_move SET state = 'cancel',"
            " write_date = write_date - INTERVAL '9 days' WHERE id = %s",
            [move.id],
        )
        self.env.invalidate_all()
        differences = self.env["kehu.points.difference"].sudo()
        nights = [TODAY + timedelta(n) for n in range(NIGHTS)]
        found = [night for night in nights if differences._check(self.company, night)]
        mine = next(n for n in nights if n.toordinal() % NIGHTS == move.id % NIGHTS)
        # what differed once is looked at every night from then on
        self.assertEqual(found, [night for night in nights if night >= mine])

    def test_an_archived_rule_is_minded_as_long_as_it_earned(self):
        rules = self.env["kehu.points.rule"]
        rules.search([]).active = False
        self.assertEqual(rules._any(), (False, False))
        self.one.active = True
        move = self.bill(self.own, (self.wine, 1, 100))
        self.one.active = False
        self.assertEqual(rules._any(), (True, False))
        move.button_draft()
        self.assertEqual(self.balance(self.own), 0)

    def test_a_salesperson_checks_nothing(self):
        differences = self.env["kehu.points.difference"].with_user(self.seller)
        with self.assertRaises(AccessError):
            differences.action_check()

    def test_liability_of_past_days(self):
        self.company.kehu_points_value = 0.05
        gift = self.make_product("Glass")
        window = self.window((gift, 30, 0))
        self.bill(self.own, (self.wine, 1, 100), day=ago(200))
        self.bill(self.others, (self.wine, 1, 40))
        self.redeem(self.own, window)
        self.env.flush_all()
        liability = self.env["kehu.points.liability"].with_user(self.accountant)

        def owed(day):
            liability.invalidate_model()
            rows = liability.with_context(kehu_points_day=day).search([])
            return {(row.partner_id, row.age): (row.points, row.value) for row in rows}

        self.assertEqual(
            owed(TODAY),
            {(self.own, "3"): (70, 3.5), (self.others, "1"): (40, 2)},
        )
        self.assertEqual(owed(ago(1)), {(self.own, "3"): (100, 5)})
        self.assertEqual(owed(ago(199)), {(self.own, "1"): (100, 5)})
        self.assertEqual(owed(ago(201)), {})
        total = self.balance(self.own) + self.balance(self.others)
        self.assertEqual(sum(points for points, _ in owed(TODAY).values()), total)

    def test_asked_as_of_a_day_by_the_wizard(self):
        wizard = self.env["kehu.points.as.of"].with_user(self.accountant)
        action = wizard.create({"date": ago(5)}).action_apply()
        self.assertEqual(action["context"]["kehu_points_day"], "2026-06-25")

    def test_balances(self):
        self.bill(self.own, (self.wine, 1, 100), day=ago(10))
        self.bill(self.others, (self.wine, 1, 70))
        self.credit(self.own, (self.wine, 1, 30))
        self.env.flush_all()
        rows = self.env["kehu.points.balance"].with_user(self.manager).search([])
        found = {row.partner_id: (row.balance, row.earned) for row in rows}
        self.assertEqual(found, {self.own: (70, 70), self.others: (70, 70)})
        with self.assertQueryCount(3):
            rows.invalidate_model()
            rows.search([]).mapped("balance")

    def test_the_statement_adds_up(self):
        self.bill(self.own, (self.wine, 1, 100), day=ago(200))
        move = self.bill(self.own, (self.wine, 1, 50), (self.beer, 1, 5))
        form = Form(self.env["kehu.points.statement"].with_user(self.accountant))
        form.partner_id = self.own
        form.date_from = ago(30)
        form.date_end = TODAY
        statement = form.save()
        self.assertEqual(statement._balance_before(), 100)
        self.assertEqual([after for _, after in statement._entries()], [150, 155])
        html, _kind = (
            self.env["ir.actions.report"]
            .with_user(self.accountant)
            ._render_qweb_html("kehu_liquor.report_points_statement", statement.ids)
        )
        self.assertIn(move.name, html.decode())
        self.assertRegex(html.decode(), r">\+50<")
        self.assertRegex(html.decode(), r">155<")
        self.assertEqual(statement._said(1234.5), "1,234.5")
        self.assertEqual(statement._said(0), "0")
        self.assertEqual(statement._said(-100, sign="+"), "-100")

    def test_each_line_of_a_document_says_until_when(self):
        """The lot's last day stands on its first entry; people read it on each."""
        self.company.write({"kehu_points_expiry": "months", "kehu_points_months": 2})
        move = self.bill(self.own, (self.wine, 1, 50), (self.beer, 1, 5))
        entries = self.entries.search([("move_id", "=", move.id)])
        self.assertEqual(len(entries), 2)
        self.assertEqual(set(entries.mapped("valid_until")), {date(2026, 8, 30)})
        self.credit(self.own, (self.beer, 1, 5), of=move)
        taken = self.entries.search([("points", "<", 0)])
        self.assertFalse(taken.valid_until)

    def test_the_customers_page_says_it(self):
        self.company.write({"kehu_points_expiry": "months", "kehu_points_months": 1})
        self.bill(self.own, (self.wine, 1, 100))
        partner = self.own.with_user(self.seller)
        self.assertEqual(partner.kehu_points_balance, 100)
        line = partner.kehu_metric_id._page()["line"]
        self.assertIn("100 reward points, 100 of them until", line)
        action = partner.action_kehu_points()
        self.assertEqual(self.entries.search_count(action["domain"]), 1)

    def test_an_invoice_shows_its_entries(self):
        move = self.bill(self.own, (self.wine, 1, 100)).with_user(self.accountant)
        self.assertEqual(move.kehu_points, 100)
        action = move.action_kehu_points()
        self.assertEqual(self.entries.search_count(action["domain"]), 1)
