"""The ledger of points: what documents earn, and whatever happens to them."""

from datetime import date, timedelta
from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import tagged

from .common import TODAY, ago
from .common_points import PointsCase


@tagged("post_install", "-at_install")
class TestPointsDocuments(PointsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.one = cls.rule()

    def test_a_posted_invoice_earns_by_its_lines(self):
        move = self.bill(self.own, (self.wine, 2, 100), (self.beer, 3, 10))
        self.assertEqual(self.of(move), [("earn", 200), ("earn", 30)])
        entry = self.entries.search([("move_id", "=", move.id)], order="id")[0]
        self.assertEqual(
            (entry.partner_id, entry.rule_id, entry.base, entry.rate, entry.day),
            (self.own, self.one, 200, 1, TODAY),
        )
        self.assertEqual(
            (entry.line_id.product_id, entry.document), (self.wine, move.name)
        )
        self.assertPoints(self.own, 230)

    def test_posting_asks_little(self):
        """However many invoices there are: documents with lines, numbers of entries."""
        self.one.by_grade = True
        for _before in range(3):
            self.bill(self.own, (self.wine, 1, 100))
        kind = type(self.env["account.move"])
        with patch.object(kind, "_kehu_settle_points", lambda moves: None):
            move = self.bill(self.own, (self.wine, 1, 100), (self.beer, 1, 50))
        self.env.flush_all()
        with self.assertQueryCount(2):  # beside the one that inserts them
            move._kehu_settle_points()
        self.assertEqual(self.of(move), [("earn", 100), ("earn", 50)])

    def test_a_draft_earns_nothing(self):
        self.draft("out_invoice", self.own, [(self.wine, 1, 100)])
        self.assertPoints(self.own, 0)

    def test_back_to_draft_changed_and_posted_anew(self):
        move = self.bill(self.own, (self.wine, 1, 100))
        move.button_draft()
        self.assertPoints(self.own, 0)
        move.invoice_line_ids.price_unit = 70
        move.action_post()
        self.assertPoints(self.own, 70)
        self.assertEqual(
            self.of(move), [("earn", 100), ("reverse", -100), ("earn", 70)]
        )

    def test_asked_again_nothing_is_booked(self):
        move = self.bill(self.own, (self.wine, 1, 100))
        for _again in range(3):
            self.entries._settle(move)
        self.assertEqual(len(self.of(move)), 1)

    def test_cancelled(self):
        move = self.bill(self.own, (self.wine, 1, 100))
        move.button_cancel()
        self.assertPoints(self.own, 0)

    def test_deleted_afterwards(self):
        move = self.bill(self.own, (self.wine, 1, 100))
        move.button_draft()
        move.unlink()
        self.assertPoints(self.own, 0)
        self.assertEqual(
            self.entries.search_count([("partner_id", "=", self.own.id)]), 2
        )

    def test_deleted_while_posted(self):
        move = self.bill(self.own, (self.wine, 1, 100))
        move.with_context(force_delete=True).unlink()
        self.assertPoints(self.own, 0)

    def test_a_line_deleted_in_draft(self):
        move = self.bill(self.own, (self.wine, 1, 100), (self.beer, 1, 10))
        move.button_draft()
        move.invoice_line_ids[0].unlink()
        move.action_post()
        self.assertPoints(self.own, 10)

    def test_another_customer_after_draft(self):
        move = self.bill(self.own, (self.wine, 1, 100))
        move.button_draft()
        move.partner_id = self.others
        move.action_post()
        self.assertPoints(self.own, 0)
        self.assertPoints(self.others, 100)

    def test_a_contact_buys_for_its_company(self):
        contact = self.env["res.partner"].create(
            {"name": "X", "parent_id": self.own.id}
        )
        self.bill(contact, (self.wine, 1, 100))
        self.assertPoints(self.own, 100)

    def test_vendor_bills_and_entries_earn_nothing(self):
        self.posted("in_invoice", self.own, [(self.wine, 1, 100)])
        self.assertFalse(self.entries.search([("partner_id", "=", self.own.id)]))

    def test_free_goods_never_earn(self):
        self.rule(basis="bottle", sequence=1)
        self.bill(self.own, (self.wine, 10, 100), (self.wine, 2, 0))
        self.assertPoints(self.own, 10)

    def test_settlements_never_earn(self):
        move = self.draft("out_refund", self.own, [(self.wine, 1, 50)])
        move.sudo().kehu_is_settlement = True
        move.action_post()
        self.assertPoints(self.own, 0)

    def test_a_settlement_is_not_ticked_by_hand(self):
        move = self.draft("out_invoice", self.own, [(self.wine, 1, 50)])
        move.with_user(self.accountant).write({"kehu_is_settlement": True})
        self.assertFalse(move.kehu_is_settlement)

    def test_a_future_invoice_counts_from_its_day(self):
        later = TODAY + timedelta(days=10)
        move = self.bill(self.own, (self.wine, 1, 100), day=later)
        self.assertEqual(move.state, "posted")
        self.assertPoints(self.own, 0)
        self.assertEqual(self.balance(self.own, later), 100)
        move.button_draft()
        self.assertEqual(self.balance(self.own, later), 0)
        self.assertPoints(self.own, 0)

    def test_a_past_day_says_what_the_documents_say(self):
        move = self.bill(self.own, (self.wine, 1, 100), day=ago(30))
        self.assertEqual(self.balance(self.own, ago(20)), 100)
        move.button_draft()
        move.action_post()
        self.assertEqual(self.balance(self.own, ago(20)), 100)

    def test_foreign_currency_by_company_amounts(self):
        usd = self.env.ref("base.USD")
        usd.active = True
        self.env["res.currency.rate"].create(
            {
                "currency_id": usd.id,
                "company_id": self.company.id,
                "name": ago(100),
                "rate": 0.125,
            }
        )
        self.bill(self.own, (self.wine, 1, 10), currency_id=usd.id)
        self.assertPoints(self.own, 80)

    def test_two_companies(self):
        other = self.make_company("Second House")
        there = self.rule(points=2, company_id=other.id)
        env = self.env(
            context={
                **self.env.context,
                "allowed_company_ids": [other.id, self.company.id],
            }
        )
        move = self.draft(
            "out_invoice",
            self.own.with_env(env),
            [(self.wine, 1, 100)],
            company_id=other.id,
        )
        move.action_post()
        self.assertPoints(self.own, 0)
        self.assertPoints(self.own, 200, other)
        entry = self.entries.sudo().search([("move_id", "=", move.id)])
        self.assertEqual(entry.rule_id, there)

    def test_points_stay_with_who_bought(self):
        person = self.env["res.partner"].create({"name": "Member"})
        move = self.bill(person, (self.wine, 1, 100))
        person.parent_id = self.own
        self.assertPoints(person, 100)
        move.button_draft()
        self.assertPoints(person, 0)
        self.assertPoints(self.own, 0)

    def test_several_at_once(self):
        moves = self.env["account.move"]
        for partner in (self.own, self.others, self.own):
            moves += self.draft("out_invoice", partner, [(self.wine, 1, 100)])
        moves.action_post()
        self.assertPoints(self.own, 200)
        self.assertPoints(self.others, 100)


@tagged("post_install", "-at_install")
class TestPointsReturns(PointsCase):
    def reverse(self, move, cancel=False, **values):
        """By Odoo's own wizard."""
        wizard = (
            self.env["account.move.reversal"]
            .with_context(active_model="account.move", active_ids=move.ids)
            .create({"journal_id": move.journal_id.id, "date": TODAY, **values})
        )
        action = wizard.modify_moves() if cancel else wizard.refund_moves()
        return self.env["account.move"].browse(action["res_id"])

    def test_a_complete_return_takes_everything_back(self):
        self.rule(per=7)
        move = self.bill(self.own, (self.wine, 1, 100), (self.beer, 3, 11))
        self.assertPoints(self.own, 19)
        back = self.reverse(move)
        self.assertPoints(self.own, 19)  # still a draft
        back.action_post()
        self.assertPoints(self.own, 0)
        self.assertEqual({kind for kind, _ in self.of(back)}, {"reverse"})

    def test_refund_and_new(self):
        self.rule()
        move = self.bill(self.own, (self.wine, 1, 100))
        new = self.reverse(move, cancel=True)
        self.assertPoints(self.own, 0)
        new.invoice_line_ids.price_unit = 40
        new.action_post()
        self.assertPoints(self.own, 40)

    def test_three_thirds_are_a_whole(self):
        self.rule(per=3)
        move = self.bill(self.own, (self.wine, 1, 100))
        self.assertPoints(self.own, 33)
        for _third in range(2):
            self.credit(self.own, (self.wine, 1, 33.33), of=move)
        last = self.credit(self.own, (self.wine, 1, 33.34), of=move)
        self.assertPoints(self.own, 0)
        last.button_draft()
        self.assertPoints(self.own, 11)

    def test_at_the_original_rate_though_the_rule_is_another_today(self):
        old = self.rule(points=3)
        move = self.bill(self.own, (self.wine, 1, 100))
        old.date_end = ago(1)
        self.rule(points=5, sequence=1)
        self.credit(self.own, (self.wine, 1, 20), of=move)
        self.assertPoints(self.own, 240)

    def test_never_more_than_earned(self):
        self.rule()
        move = self.bill(self.own, (self.wine, 1, 100))
        self.credit(self.own, (self.wine, 1, 900), of=move)
        self.assertPoints(self.own, 0)

    def test_what_earned_nothing_gives_nothing_back(self):
        rule = self.rule(date_from=TODAY)
        move = self.bill(self.own, (self.wine, 1, 100), day=ago(10))
        self.assertPoints(self.own, 0)
        self.credit(self.own, (self.wine, 1, 50), of=move)
        self.assertPoints(self.own, 0)
        self.assertTrue(rule.active)

    def test_of_another_product_its_own_rate(self):
        self.rule(points=5, product_ids=[Command.set(self.wine.ids)])
        self.rule(points=1)
        move = self.bill(self.own, (self.wine, 1, 100), (self.beer, 1, 100))
        self.assertPoints(self.own, 600)
        self.credit(self.own, (self.beer, 1, 50), of=move)
        self.assertPoints(self.own, 550)

    def test_an_allowance_takes_its_share_of_the_whole(self):
        self.rule(points=5, product_ids=[Command.set(self.wine.ids)])
        self.rule(points=1, product_ids=[Command.set(self.beer.ids)])
        move = self.bill(self.own, (self.wine, 1, 100), (self.beer, 1, 100))
        self.credit(self.own, (None, 1, 50), of=move)
        self.assertPoints(self.own, 450)

    def test_bottles_come_back_as_bottles(self):
        self.rule(basis="bottle", points=2)
        move = self.bill(self.own, (self.wine, 12, 100))
        self.credit(self.own, (self.wine, 3, 80), of=move)
        self.assertPoints(self.own, 18)

    def test_a_free_credit_note_takes_by_the_rule_of_its_day(self):
        self.rule(points=2)
        self.credit(self.own, (self.wine, 1, 50))
        self.assertPoints(self.own, -100)
        self.bill(self.own, (self.wine, 1, 80))
        self.assertPoints(self.own, 60)

    def test_the_invoice_goes_to_draft_behind_its_credit_note(self):
        self.rule()
        move = self.bill(self.own, (self.wine, 1, 100))
        note = self.credit(self.own, (self.wine, 1, 30), of=move)
        note.line_ids.remove_move_reconcile()
        move.button_draft()
        self.assertPoints(self.own, 0)
        move.action_post()
        self.assertPoints(self.own, 70)

    def test_posted_anew_behind_a_later_credit_note_it_ends_by_its_own_day(self):
        """Found by the sequences: the lot ended by the credit note's day."""
        self.company.write({"kehu_points_expiry": "months", "kehu_points_months": 2})
        self.rule()
        move = self.bill(self.own, (self.wine, 1, 100), day=ago(10))
        self.credit(self.own, (self.wine, 1, 30), of=move)
        before = self.facts._points_lots(self.company, TODAY, self.own.ids)
        move.button_draft()
        move.action_post()
        (lot,) = self.facts._points_lots(self.company, TODAY, self.own.ids)
        self.assertEqual((lot["points"], lot["expires_on"]), (70, date(2026, 8, 20)))
        self.assertEqual(lot["expires_on"], before[0]["expires_on"])

    def test_a_credit_note_that_is_undone_gives_back_what_it_took(self):
        """At the invoice's rate, into its lot, whatever the rules say today."""
        rule = self.rule(date_end=ago(5))
        move = self.bill(self.own, (self.wine, 1, 100), day=ago(10))
        back = self.credit(self.own, (self.wine, 1, 30), of=move)
        rule.active = False
        self.rule(points=5, sequence=1, date_from=ago(3))
        self.assertPoints(self.own, 70)
        again = self.reverse(back)
        again.action_post()
        self.assertEqual(again.move_type, "out_invoice")
        self.assertEqual(self.of(again), [("reverse", 30)])
        self.assertPoints(self.own, 100)
        (lot,) = self.facts._points_lots(self.company, TODAY, self.own.ids)
        self.assertEqual(lot["points"], 100)
        again.button_draft()
        self.assertPoints(self.own, 70)
        again.action_post()
        back.button_draft()  # it took nothing, so nothing is given back
        self.assertPoints(self.own, 100)
        self.assertEqual(sum(points for _kind, points in self.of(again)), 0)

    def test_undone_in_part_and_undone_again(self):
        self.rule(basis="bottle")
        move = self.bill(self.own, (self.wine, 10, 10))
        back = self.credit(self.own, (self.wine, 6, 10), of=move)
        again = self.reverse(back)
        again.invoice_line_ids.quantity = 2
        again.action_post()
        self.assertPoints(self.own, 6)
        self.reverse(again).action_post()
        self.assertPoints(self.own, 4)

    def test_never_more_than_the_invoice_earned_comes_back(self):
        self.rule()
        move = self.bill(self.own, (self.wine, 1, 100))
        again = self.reverse(self.credit(self.own, (self.wine, 1, 30), of=move))
        again.invoice_line_ids.price_unit = 500
        again.action_post()
        self.assertPoints(self.own, 100)

    def test_a_free_credit_note_that_is_undone(self):
        self.rule()
        back = self.credit(self.own, (self.wine, 1, 30))
        self.assertPoints(self.own, -30)
        self.reverse(back).action_post()
        self.assertPoints(self.own, 0)
        self.assertFalse(self.facts._points_lots(self.company, TODAY, self.own.ids))

    def test_a_settlement_that_is_undone_earns_nothing(self):
        self.rule()
        rebate = self.draft("out_refund", self.own, [(self.wine, 1, 30)])
        rebate.kehu_is_settlement = True
        rebate.action_post()
        self.reverse(rebate).action_post()
        self.assertPoints(self.own, 0)

    def test_the_invoice_that_a_credit_note_named_is_deleted(self):
        self.rule()
        move = self.bill(self.own, (self.wine, 1, 100))
        self.credit(self.own, (self.wine, 1, 30), of=move)
        move.button_draft()
        self.assertPoints(self.own, 0)
        move.with_context(force_delete=True).unlink()
        self.assertPoints(self.own, -30)

    def test_spent_points_that_are_taken_back_stay_as_debt(self):
        self.rule()
        gift = self.make_product("Glass")
        window = self.window((gift, 60, 0))
        move = self.bill(self.own, (self.wine, 1, 100))
        self.redeem(self.own, window)
        move.button_draft()
        self.assertPoints(self.own, -60)
        self.bill(self.own, (self.wine, 1, 100))
        self.assertPoints(self.own, 40)
        lots = self.facts._points_lots(self.company, TODAY, self.own.ids)
        self.assertEqual([lot["points"] for lot in lots], [40])
