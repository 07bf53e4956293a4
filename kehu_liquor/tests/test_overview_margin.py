"""The curve by gross margin, against what accounting itself says was earned."""

from collections import Counter

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..engine.periods import PERIODS, span
from .common import TODAY, ago
from .common_margin import MarginCase

COST_NEXT = 70


@tagged("post_install", "-at_install")
class TestMargin(MarginCase):
    def setUp(self):
        super().setUp()
        self.night(TODAY)

    def earned(self, period="12m"):
        """Customer → margin of these days, as core's invoice report says it."""
        first, last = span(period, TODAY)
        rows = self.env["account.invoice.report"]._read_group(
            [
                ("company_id", "=", self.company.id),
                ("state", "=", "posted"),
                ("move_type", "in", ("out_invoice", "out_refund")),
                ("invoice_date", ">=", first),
                ("invoice_date", "<=", last),
            ],
            ["commercial_partner_id"],
            ["price_margin:sum"],
        )
        return dict(rows)

    def known(self):
        return self.good + self.losing + self.rebated + sum(self.fair, self.idle)

    # ------------------------------------------------------------- figures
    def test_accounting_says_the_same(self):
        earned = self.earned()
        bars = self.drawn()["pareto"]["bars"]
        self.assertEqual(
            Counter({bar["label"]: round(bar["amount"], 2) for bar in bars}),
            Counter(
                {
                    partner.display_name: round(earned[partner], 2)
                    for partner in self.known() - self.idle
                }
            ),
        )
        # 10 bottles and a case of six, two bottles back: 14 at a cost of 60.
        self.assertEqual(earned[self.good], 10 * 100 + 600 - 2 * 100 - 14 * 60)

    def test_every_period_is_of_its_own_days(self):
        for number, period in enumerate(PERIODS):
            first, last = span(period, TODAY)
            for day in (first, last):
                self.bill(self.good, self.item(1, 100 + number), day=day)
        self.night(TODAY)
        for period in PERIODS:
            earned = self.earned(period)
            drawn = self.drawn(period=period)
            self.assertEqual(drawn["filters"]["period"], period)
            expected = {
                partner.display_name: round(amount, 2)
                for partner, amount in earned.items()
                if partner in self.known()
            }
            bars = {
                bar["label"]: round(bar["amount"], 2) for bar in drawn["pareto"]["bars"]
            }
            self.assertEqual(bars, expected, period)

    def test_the_best_first_and_losses_last(self):
        pareto = self.drawn()["pareto"]
        amounts = [bar["amount"] for bar in pareto["bars"]]
        self.assertEqual(amounts, sorted(amounts, reverse=True))
        self.assertEqual(pareto["bars"][-1]["label"], "Losing")
        self.assertEqual(amounts[-1], 20 * (50 - 60))
        shares = [bar["share"] for bar in pareto["bars"]]
        self.assertGreater(max(shares), 100)
        self.assertAlmostEqual(shares[-1], 100)
        total, running = sum(amounts), 0
        for place, amount in enumerate(amounts, 1):
            running += amount
            self.assertAlmostEqual(shares[place - 1], 100 * running / total)
        reached = next(n for n, share in enumerate(shares, 1) if share >= 80)
        self.assertEqual(pareto["line_rank"], reached)
        said = " | ".join(pareto["sentences"])
        self.assertIn("1 customers cost money: -200", said)

    def test_a_missing_cost_is_no_zero(self):
        drawn = self.drawn()
        pareto = drawn["pareto"]
        labels = {bar["label"] for bar in pareto["bars"]}
        self.assertFalse(labels & {"Half known", "Free text", "Idle"})
        by_part = {row["part"]["chart"]: row for row in pareto["table"]["rows"]}
        unknown = self.opened(drawn, by_part["unknown"]["part"])
        self.assertEqual(unknown, self.half + self.free_text)
        self.assertIn("2 customers", by_part["unknown"]["cells"][1]["text"])
        without = self.opened(drawn, by_part["without"]["part"])
        self.assertIn(self.idle, without)
        self.assertFalse(without & (unknown + self.known() - self.idle))
        listed = len(labels) + len(unknown) + len(without)
        self.assertEqual(listed, drawn["total"])
        net = 1400 + 10 * 100 + 4 * 30 + 1000 + 460 + 1600 + 400
        costed = net - 900 - 400
        said = f"Cost is known for {100 * costed / net:.1f}% of net sales"
        self.assertTrue(any(said in one for one in pareto["sentences"]), said)

    def test_bars_open_their_customers(self):
        drawn = self.drawn()
        for bar in drawn["pareto"]["bars"]:
            found = self.opened(drawn, bar["part"])
            self.assertEqual(found.display_name, bar["label"])

    def test_ladders_and_traits_are_of_the_margin(self):
        drawn = self.drawn()
        total = sum(bar["amount"] for bar in drawn["pareto"]["bars"])
        for ladder in drawn["ladders"]:
            rungs = sum(row["amount"] for row in ladder["table"]["rows"])
            self.assertAlmostEqual(rungs, total)
        self.overview().get_traits(drawn["filters"], True)

    def test_nothing_left_in_all(self):
        self.bill(self.losing, self.item(200, 10))
        self.night(TODAY)
        pareto = self.drawn()["pareto"]
        self.assertEqual({bar["share"] for bar in pareto["bars"]}, {None})
        self.assertIn("Nothing is left", pareto["sentences"][0])

    # ------------------------------------------------------------ the night
    def test_the_second_night_writes_nothing(self):
        days = {period: span(period, TODAY) for period in PERIODS}
        facts = self.env["kehu.facts"]
        self.assertEqual(facts._refresh_margins(self.company, TODAY, days), 0)
        self.product.with_company(self.company).standard_price = COST_NEXT
        self.assertGreater(facts._refresh_margins(self.company, TODAY, days), 0)
        good = next(b for b in self.drawn()["pareto"]["bars"] if b["label"] == "Good")
        self.assertEqual(good["amount"], 1400 - 14 * COST_NEXT)

    def test_one_customer_is_refreshed_alone(self):
        self.bill(self.good, self.item(1))
        self.bill(self.losing, self.item(1))
        self.good.with_user(self.manager).action_kehu_refresh()
        bars = {bar["label"]: bar["amount"] for bar in self.drawn()["pareto"]["bars"]}
        self.assertEqual(bars["Good"], 1400 - 14 * 60 + 40)
        self.assertEqual(bars["Losing"], -200)

    def test_merged_customers_earn_together(self):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.good + self.losing).ids, self.good)
        bars = {bar["label"]: bar["amount"] for bar in self.drawn()["pareto"]["bars"]}
        self.assertEqual(bars["Good"], 1400 - 14 * 60 - 200)
        self.assertNotIn("Losing", bars)

    def test_imported_history_has_no_cost(self):
        self.env["kehu.external.sale"].create(
            {
                "kind": "history",
                "number": "H1",
                "number_key": "h1",
                "partner_id": self.good.id,
                "company_id": self.company.id,
                "date": ago(300),
                "amount": 50,
            }
        )
        self.night(TODAY)
        year, quarter = (self.drawn(period=p)["pareto"] for p in ("12m", "quarter"))
        self.assertNotIn("Good", {bar["label"] for bar in year["bars"]})
        self.assertIn("Good", {bar["label"] for bar in quarter["bars"]})

    # ---------------------------------------------------------------- doors
    def test_a_manager_has_the_switch(self):
        measures = self.overview().get_overview({})["measures"]
        self.assertEqual([m["value"] for m in measures], ["net_12m", "margin"])

    def test_nobody_else_learns_a_margin(self):
        measures = self.overview(self.lead).get_overview({})["measures"]
        self.assertEqual([m["value"] for m in measures], ["net_12m"])
        asked = {"measure": "margin"}
        for ask in (
            lambda: self.overview(self.lead).get_overview(asked),
            lambda: self.overview(self.lead).get_traits(asked),
            lambda: self.overview(self.lead).action_open(asked, {"chart": "unknown"}),
        ):
            with self.assertRaises(UserError):
                ask()
        people = (self.manager, self.lead, self.seller, self.accountant, self.plain)
        for user in people:
            margins = self.env["kehu.margin"].with_user(user)
            with self.assertRaises(AccessError):
                margins.search_read([], ["periods"])

    def test_the_switch_goes_with_the_costs(self):
        self.product.with_company(self.company).standard_price = 0
        self.night(TODAY)
        measures = self.overview().get_overview({})["measures"]
        self.assertEqual([m["value"] for m in measures], ["net_12m"])
        self.assertFalse(self.env["kehu.margin"].search([]))

    def test_another_company_has_its_own_costs(self):
        other = self.make_company("Other Liquor")
        self.manager.company_ids |= other
        bill = {"company": other, "day": ago(3)}
        self.bill(self.good, self.item(4), **bill)
        self.night(company=other)
        env = self.env(
            user=self.manager,
            context={"allowed_company_ids": [other.id, self.company.id]},
        )
        there = env["kehu.overview"]
        self.assertEqual(len(there.get_overview({})["measures"]), 1)
        self.product.with_company(other).standard_price = 25
        self.night(company=other)
        drawn = there.get_overview({"audience_id": False, "measure": "margin"})
        self.assertEqual(
            [(bar["label"], bar["amount"]) for bar in drawn["pareto"]["bars"]],
            [("Good", 4 * 75)],
        )
        here = {bar["label"]: bar["amount"] for bar in self.drawn()["pareto"]["bars"]}
        self.assertEqual(here["Good"], 1400 - 14 * 60)
