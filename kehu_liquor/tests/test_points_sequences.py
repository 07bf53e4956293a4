"""Whatever happens in whatever order: after each step the ledger is the model's."""

import os
import unittest
from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import TODAY
from .common_points import PointsCase
from .points_model import MONTHS, PointsModel

try:
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st
except ImportError:  # a house that runs our tests need not have it
    st = None

#: How long and how many; more of both: KEHU_POINTS_STEPS=100 KEHU_POINTS_RUNS=20.
STEPS = int(os.environ.get("KEHU_POINTS_STEPS", "30"))
RUNS = int(os.environ.get("KEHU_POINTS_RUNS", "4"))
KINDS = [
    kind
    for kind, often in {
        "bill": 3,
        "credit": 2,
        "free": 1,
        "undo": 1,
        "draft": 2,
        "post": 2,
        "change": 1,
        "cancel": 1,
        "delete": 1,
        "pay": 2,
        "unpay": 1,
        "redeem": 2,
        "give_back": 1,
        "night": 1,
        "adjust": 1,
        "merge": 1,
    }.items()
    for _time in range(often)
]


@tagged("post_install", "-at_install")
@unittest.skipUnless(st, "hypothesis is not installed")
class TestPointsSequences(PointsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write(
            {
                "kehu_points_expiry": "months",
                "kehu_points_months": MONTHS,
                "kehu_points_monthly": False,
            }
        )
        cls.tea = cls.make_product("Tea")
        named = {"points": 3, "per": 7, "product_ids": [Command.set(cls.wine.ids)]}
        cls.rule(sequence=1, **named)
        paid = {"points": 1, "per": 2, "product_ids": [Command.set(cls.tea.ids)]}
        cls.rule(sequence=2, moment="paid", **paid)
        cls.rule(sequence=3, points=1, per=10)
        gift = cls.make_product("Glass")
        cls.open = cls.window((gift, 5, 0), date_end=TODAY + timedelta(days=9000))

    def test_the_ledger_is_the_models_after_each_step(self):
        step = st.tuples(st.sampled_from(KINDS), st.integers(0, 10**6))
        runs = settings(
            max_examples=RUNS,
            deadline=None,
            database=None,
            phases=[Phase.generate],  # shrinking would take hours
            derandomize=not os.environ.get("KEHU_POINTS_RUNS"),
            suppress_health_check=list(HealthCheck),
        )
        runs(given(st.lists(step, min_size=STEPS, max_size=STEPS))(self.live))()

    # ------------------------------------------------------------ one life
    def live(self, steps):
        savepoint = self.env.cr.savepoint()
        try:
            self.model, self.today = PointsModel(), TODAY
            self.moves = self.env["account.move"]
            self.taken = {}
            self.people = [self.make_customer(f"P{n}").id for n in range(2)]
            for number, (kind, dice) in enumerate(steps):
                with freeze_time(f"{self.today} 02:00:00"):
                    getattr(self, f"step_{kind}")(dice)
                    self.env.flush_all()
                    self.moves = self.moves.exists()
                    self.model.follow(self.moves, self.today)
                    self.compare(f"{number} {kind}")
            with freeze_time(f"{self.today} 02:00:00"):
                self.assertAgrees()
        finally:
            savepoint.rollback()
            savepoint.close(rollback=False)
            self.env.clear()
            self.env.registry.clear_cache()

    def compare(self, said):
        self.env.invalidate_all()
        for partner in self.people:
            balance = self.entries._balances(
                self.env["res.partner"].browse(partner), self.company, self.today
            )[partner]
            self.assertEqual(balance, self.model.balance(partner, self.today), said)
            lots = self.facts._points_lots(self.company, self.today, [partner])
            expected = [
                (lot.ends, free) for lot, free in self.model.left(partner, self.today)
            ]
            found = [(lot["expires_on"], lot["points"]) for lot in lots]
            self.assertEqual(found, expected, said)

    def some(self, records, dice):
        return records[dice % len(records)] if records else None

    def lines(self, dice):
        """One to three lines, prices to the cent, now and then one given free."""
        goods = (self.wine, self.beer, self.tea)
        return [
            (goods[(dice + n) % 3], 1 + dice % 4, 0 if dice % 11 == n else price / 100)
            for n, price in enumerate([dice % 9973, dice % 7919, dice % 997])
            if n <= dice % 3 and (price or n == 0)
        ]

    def posted_ones(self, *kinds):
        return self.moves.filtered(
            lambda m: m.state == "posted" and m.move_type in kinds
        )

    # ------------------------------------------------------------- the steps
    def step_bill(self, dice):
        partner = self.env["res.partner"].browse(self.some(self.people, dice))
        day = self.today + timedelta(days=dice % 12 - 10)
        self.moves += self.bill(partner, *self.lines(dice), day=day)

    def step_credit(self, dice):
        if move := self.some(self.posted_ones("out_invoice"), dice):
            lines = self.lines(dice)
            if dice % 5 == 0:
                lines = [(None, 1, dice % 5000 / 100 + 0.01)]
            elif dice % 5 == 1:
                lines = [
                    (x.product_id, x.quantity, x.price_unit)
                    for x in move.invoice_line_ids
                ]
            self.moves += self.credit(
                move.partner_id, *lines, of=move, day=max(move.invoice_date, self.today)
            )

    def step_free(self, dice):
        partner = self.env["res.partner"].browse(self.some(self.people, dice))
        self.moves += self.credit(partner, *self.lines(dice), day=self.today)

    def step_undo(self, dice):
        """A credit note taken back by Odoo's own means, whole or changed."""
        if move := self.some(self.posted_ones("out_refund"), dice):
            day = max(move.invoice_date, self.today)
            made = move._reverse_moves([{"invoice_date": day, "date": day}])
            if dice % 3 == 0:
                made.invoice_line_ids[:1].price_unit = dice % 7000 / 100
            made.action_post()
            self.moves += made

    def step_draft(self, dice):
        if move := self.some(self.posted_ones("out_invoice", "out_refund"), dice):
            move.button_draft()

    def step_post(self, dice):
        if move := self.some(self.moves.filtered(lambda m: m.state == "draft"), dice):
            move.action_post()

    def step_change(self, dice):
        drafts = self.moves.filtered(lambda m: m.state == "draft")
        move = self.some(drafts, dice)
        if (
            move
            and not move.line_ids.matched_debit_ids + move.line_ids.matched_credit_ids
        ):
            move.invoice_line_ids[:1].price_unit = dice % 7000 / 100

    def step_cancel(self, dice):
        moves = self.moves.filtered(lambda m: m.state in ("draft", "posted"))
        if move := self.some(moves, dice):
            move.button_cancel()

    def step_delete(self, dice):
        drafts = self.moves.filtered(lambda m: m.state == "draft")
        if move := self.some(drafts, dice):
            # Odoo keeps numbers without gaps; that is not what is tried here.
            move.with_context(force_delete=True).unlink()

    def step_pay(self, dice):
        open_ones = self.posted_ones("out_invoice").filtered("amount_residual")
        if move := self.some(open_ones, dice):
            part = move.amount_residual if dice % 3 else move.amount_residual / 2
            self.pay(move, self.today, amount=move.currency_id.round(part) or 0.01)

    def step_unpay(self, dice):
        paid = self.posted_ones("out_invoice").filtered(
            lambda m: m.line_ids.matched_credit_ids
        )
        if move := self.some(paid, dice):
            move.line_ids.matched_credit_ids[:1].unlink()

    def step_redeem(self, dice):
        partner = self.env["res.partner"].browse(self.some(self.people, dice))
        request = self.ask(partner, self.open, (0, 1 + dice % 6), user=self.manager)
        taken = self.model.redeem(partner.id, 5 * (1 + dice % 6), self.today)
        if taken is None:
            with self.assertRaises(UserError):
                request.with_user(self.root_user()).action_approve()
            self.facts._points_expire(self.company, self.today, partner.ids)
        else:
            request.with_user(self.root_user()).action_approve()
            self.taken[request.id] = taken

    def root_user(self):
        return self.env.ref("base.user_root")

    def step_give_back(self, dice):
        if number := self.some(sorted(self.taken), dice):
            self.env["kehu.redemption"].browse(number).with_user(
                self.root_user()
            ).action_cancel()
            self.model.give_back(self.taken.pop(number))

    def step_night(self, dice):
        self.today += timedelta(days=dice % 40)
        with freeze_time(f"{self.today} 02:00:00"):
            self.facts._points_expire(self.company, self.today)
            self.model.follow(self.moves, self.today)
            self.model.expire(self.today)

    def step_adjust(self, dice):
        points = dice % 61 - 30 or 1
        partner = self.some(self.people, dice)
        adjustment = self.env["kehu.points.adjustment"].create(
            {
                "partner_id": partner,
                "points": points,
                "reason": "Tried",
                "date": self.today,
            }
        )
        adjustment.with_user(self.manager).action_approve()
        self.model.adjust(partner, points, self.today)

    def step_merge(self, dice):
        winner, loser = self.env["res.partner"].browse(self.people)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([winner.id, loser.id], winner)
        self.model.merge(self.people[1], winner.id)
        self.people = [winner.id, self.make_customer("Next").id]
