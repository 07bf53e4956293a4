"""The same pictures of other days: the figures again worked out in plain Python."""

from collections import Counter
from datetime import date

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TODAY, ago
from .common_overview import OverviewCase

#: On 30 June 2026, both days in.
DAYS = {
    "12m": (date(2025, 7, 1), TODAY),
    "90d": (date(2026, 4, 2), TODAY),
    "prev_12m": (date(2024, 7, 1), date(2025, 6, 30)),
    "quarter": (date(2026, 4, 1), TODAY),
    "last_quarter": (date(2026, 1, 1), date(2026, 3, 31)),
    "year": (date(2026, 1, 1), TODAY),
    "last_year": (date(2025, 1, 1), date(2025, 12, 31)),
}


@tagged("post_install", "-at_install")
class TestPeriods(OverviewCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for number, partner in enumerate(cls.town):
            cls.sell(partner, ago(370 + 9 * number), 300 + 77 * number)
        # On the edges of a quarter and a year.
        cls.sell(cls.town[2], date(2026, 3, 31), 11)
        cls.sell(cls.town[2], date(2026, 4, 1), 13)
        cls.sell(cls.town[3], date(2025, 12, 31), 17)
        cls.refund(cls.town[3], date(2026, 1, 1), 5)

    def net(self, period):
        """Customer → net sales of these days, from the documents themselves."""
        first, last = DAYS[period]
        moves = self.env["account.move"].search(
            [
                ("company_id", "=", self.company.id),
                ("state", "=", "posted"),
                ("move_type", "in", ("out_invoice", "out_refund")),
                ("invoice_date", ">=", first),
                ("invoice_date", "<=", last),
            ]
        )
        net = Counter()
        for move in moves:
            net[move.commercial_partner_id] += move.amount_untaxed_signed
        return {who: net[who] for who in self.rows().partner_id}

    def test_each_period_says_what_the_documents_say(self):
        for period in DAYS:
            with self.subTest(period):
                self.assertDrawn(period)

    def assertDrawn(self, period):
        net = self.net(period)
        buyers = {who: amount for who, amount in net.items() if amount > 0}
        drawn = self.overview().get_overview(
            {"audience_id": self.outlets, "period": period}
        )
        self.assertEqual(drawn["filters"]["period"], period)
        bars = drawn["pareto"]["bars"]
        self.assertEqual(
            Counter({bar["label"]: round(bar["amount"], 2) for bar in bars}),
            Counter({w.display_name: round(amount, 2) for w, amount in buyers.items()}),
        )
        amounts = [bar["amount"] for bar in bars]
        self.assertEqual(amounts, sorted(amounts, reverse=True))
        for ladder in drawn["ladders"]:
            total = sum(row["amount"] for row in ladder["table"]["rows"])
            self.assertAlmostEqual(total, sum(net.values()), 2)
        self.assertOpens(drawn, buyers, len(net))

    def assertOpens(self, drawn, buyers, everybody):
        """A part opens as many customers as it counts, and those."""
        filters = drawn["filters"]
        every = {"chart": "rank", "first": 1, "last": len(drawn["pareto"]["bars"])}
        self.assertEqual(set(self.opened(filters, every)), set(buyers))
        for bar in drawn["pareto"]["bars"][:3]:
            self.assertEqual(
                self.opened(filters, bar["part"]).display_name, bar["label"]
            )
        if len(buyers) < everybody:
            without = self.opened(filters, {"chart": "without"})
            self.assertEqual(len(without), everybody - len(buyers))
            self.assertFalse(set(without) & set(buyers))
        traits = self.overview().get_traits(filters)
        for row in traits["table"]["rows"]:
            for cell in row["cells"][1:3]:
                if cell["part"]:
                    found = self.opened(filters, cell["part"])
                    self.assertEqual(len(found), cell["count"])

    def test_the_pictures_say_their_days(self):
        filters = {"audience_id": self.outlets, "period": "last_quarter"}
        overview = self.overview().with_context(lang="en_US")
        drawn = overview.get_overview(filters)
        self.assertEqual(drawn["period"], "Last quarter: 01/01/2026 to 03/31/2026")
        self.assertIn("Last quarter", drawn["pareto"]["sentences"][0])
        self.assertIn("Last quarter", drawn["pareto"]["money_label"])
        # Groups are decided on 12 months, whatever is looked at.
        self.assertIn("07/01/2025 to 06/30/2026", drawn["quadrant"]["period"])
        usual = overview.get_overview({"audience_id": self.outlets})
        self.assertEqual(usual["filters"]["period"], "12m")
        self.assertEqual(
            drawn["quadrant"]["table"]["rows"], usual["quadrant"]["table"]["rows"]
        )

    def test_what_they_bought_is_of_the_same_days(self):
        category = self.env["product.category"].create({"name": "Strong aroma"})
        product = self.env["product.product"].create(
            {"name": "Old cellar", "categ_id": category.id}
        )
        for partner in self.town[2:7]:
            invoice = self.sell(partner, date(2025, 3, 3), 10)
            invoice.button_draft()
            invoice.invoice_line_ids.product_id = product
            invoice.action_post()
        self.night()
        filters = {"audience_id": self.outlets}
        now = self.overview().get_traits({**filters, "period": "year"}, True)
        self.assertFalse(now["table"]["rows"])
        filters["period"] = "last_year"
        (row,) = self.overview().get_traits(filters, True)["table"]["rows"]
        found = self.env["res.partner"]
        for cell in row["cells"][1:3]:
            if cell["part"]:
                found |= self.opened(filters, cell["part"])
        self.assertEqual(found, self.town[2:7])

    def test_a_lead_counts_only_the_team(self):
        filters = {"audience_id": self.outlets, "period": "last_year"}
        drawn = self.overview(self.lead).get_overview(filters)
        team = {
            who.display_name
            for who, amount in self.net("last_year").items()
            if amount > 0 and who.user_id in self.seller + self.colleague
        }
        self.assertEqual({bar["label"] for bar in drawn["pareto"]["bars"]}, team)

    def test_another_companys_sales_do_not_count(self):
        other = self.make_company("Other Liquor")
        self.sell(self.town[2], ago(3), 99999, company=other)
        self.assertDrawn("year")

    def test_imported_history_counts(self):
        self.env["kehu.external.sale"].create(
            {
                "kind": "history",
                "number": "H1",
                "number_key": "h1",
                "partner_id": self.town[0].id,
                "company_id": self.company.id,
                "date": date(2025, 2, 2),
                "amount": 4321,
            }
        )
        drawn = self.overview().get_overview(
            {"audience_id": self.outlets, "period": "last_year"}
        )
        bars = {bar["label"]: bar["amount"] for bar in drawn["pareto"]["bars"]}
        first = self.town[0]
        expected = self.net("last_year")[first] + 4321
        self.assertAlmostEqual(bars[first.display_name], expected, 2)

    def test_unknown_periods_are_refused(self):
        for period in ("13m", 12, ["12m"], True):
            with self.subTest(period), self.assertRaises(UserError):
                self.overview().get_overview({"period": period})
