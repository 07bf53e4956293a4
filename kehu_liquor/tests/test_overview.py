"""The pictures against the same figures worked out in plain Python."""

from collections import Counter, defaultdict

from odoo.tests import tagged

from .common import ago
from .common_overview import OverviewCase


@tagged("post_install", "-at_install")
class TestFigures(OverviewCase):
    def setUp(self):
        super().setUp()
        self.drawn = self.overview().get_overview({"audience_id": self.outlets})
        self.filters = self.drawn["filters"]

    def test_the_largest_audience_comes_first(self):
        drawn = self.overview().get_overview({})
        self.assertEqual(drawn["filters"]["audience_id"], self.outlets)
        self.assertEqual(drawn["total"], len(self.rows()))

    def test_the_curve(self):
        expected = self.by_hand(self.rows())
        bars = self.drawn["pareto"]["bars"]
        self.assertGreater(len(expected), 10)
        self.assertEqual(
            [bar["label"] for bar in bars],
            [row.partner_id.display_name for row, _share in expected],
        )
        for bar, (row, share) in zip(bars, expected, strict=True):
            self.assertAlmostEqual(bar["amount"], row.net_12m, 2)
            self.assertAlmostEqual(bar["share"], 100 * share, 6)

    def test_the_curve_agrees_with_the_stored_class_and_rank(self):
        rows = self.rows()
        self.assertEqual(
            self.drawn["pareto"]["line_rank"],
            len(rows.filtered(lambda row: row.pareto_class == "a")),
        )
        for place, (row, _share) in enumerate(self.by_hand(rows), 1):
            self.assertEqual(row.pareto_rank, place)

    def test_each_bar_opens_its_customer(self):
        for row, (expected, _share) in zip(
            self.drawn["pareto"]["bars"], self.by_hand(self.rows()), strict=True
        ):
            self.assertEqual(
                self.opened(self.filters, row["part"]), expected.partner_id
            )

    def test_the_table_counts_everybody(self):
        rows = self.rows()
        last = self.drawn["pareto"]["table"]["rows"][-1]
        without = rows.filtered(lambda row: row.net_12m <= 0)
        self.assertEqual(last["part"], {"chart": "without"})
        self.assertEqual(self.opened(self.filters, last["part"]), without.partner_id)
        self.assertAlmostEqual(
            last["cells"][2]["value"], sum(without.mapped("net_12m"))
        )
        self.assertEqual(
            len(self.drawn["pareto"]["bars"]) + len(without), self.drawn["total"]
        )

    def test_the_groups_are_the_stored_ones(self):
        rows = self.rows()
        for line in self.drawn["quadrant"]["table"]["rows"]:
            name = line["part"]["quadrant"]
            group = rows.filtered(lambda row, q=name: (row.quadrant or None) == q)
            _label, count, amount, share = (cell["value"] for cell in line["cells"])
            self.assertEqual(count, len(group))
            self.assertAlmostEqual(amount, sum(group.mapped("net_12m")), 2)
            self.assertAlmostEqual(share, len(group) / len(rows), 6)
            self.assertEqual(self.opened(self.filters, line["part"]), group.partner_id)

    def test_each_bubble_opens_as_many_as_it_counts(self):
        bubbles = self.drawn["quadrant"]["bubbles"]
        met = Counter()
        for bubble in bubbles:
            found = self.opened(self.filters, bubble["part"])
            self.assertEqual(len(found), bubble["n"])
            for partner in found:
                met[partner] += 1
                self.assertEqual(self.metric(partner).quadrant, bubble["group"])
        known = self.rows().filtered("quadrant").partner_id
        self.assertEqual(met, Counter(known))

    def test_the_ladders(self):
        rows = self.rows()
        for ladder in self.drawn["ladders"]:
            groups = defaultdict(lambda: self.env["kehu.metric"])
            for row in rows:
                groups[row[ladder["key"]].id or None] |= row
            seen = set()
            for line in ladder["table"]["rows"]:
                value = line["part"]["value"]
                seen.add(value)
                group = groups[value]
                self.assertEqual(line["n"], len(group), line["label"])
                self.assertAlmostEqual(line["amount"], sum(group.mapped("net_12m")), 2)
                self.assertEqual(
                    self.opened(self.filters, line["part"]), group.partner_id
                )
            self.assertLessEqual({key for key, group in groups.items() if group}, seen)

    def test_all_grades_are_on_the_ladder_in_their_order(self):
        labels = [row["label"] for row in self.drawn["ladders"][0]["table"]["rows"]]
        self.assertEqual(labels[:5], ["KA", "A", "B", "C", "D"])

    def test_the_filters_narrow_it_down(self):
        rows = self.rows()
        east = self.regions[0]
        asked = {
            "territory_id": (east.id, lambda r: r.territory_id in east + self.district),
            "user_id": (self.seller.id, lambda row: row.user_id == self.seller),
            "role_id": (self.env.ref("kehu_liquor.role_outlet").id, bool),
        }
        for key, (value, keep) in asked.items():
            drawn = self.overview().get_overview({**self.filters, key: value})
            self.assertEqual(drawn["total"], len(rows.filtered(keep)), key)
            self.assertIn(value, [c["value"] for c in drawn["choices"][key]])

    def test_all_audiences_together(self):
        drawn = self.overview().get_overview({"audience_id": False})
        everybody = self.overview().env["kehu.metric"].search([])
        self.assertEqual(drawn["total"], len(everybody))
        self.assertIsNone(drawn["quadrant"]["volume_cut"])

    def test_the_cut_is_where_the_night_drew_it(self):
        cut = self.drawn["quadrant"]["volume_cut"]
        for row in self.rows().filtered("quadrant"):
            high = row.quadrant in ("treasure", "dangerous")
            self.assertEqual(high, row.net_12m > 0 and row.net_12m >= cut)

    def test_fewer_than_five_buyers_make_no_curve(self):
        drawn = self.overview(self.lead).get_overview({"user_id": self.lead.id})
        self.assertEqual(drawn["total"], 0)
        self.assertTrue(drawn["pareto"]["empty"])
        self.assertEqual(drawn["pareto"]["bars"], [])
        self.assertFalse(self.drawn["pareto"]["empty"])

    def test_the_archived_are_left_out_as_in_the_lists(self):
        self.town[2].active = False
        self.night()
        drawn = self.overview().get_overview(self.filters)
        self.assertEqual(drawn["total"], self.drawn["total"] - 1)


@tagged("post_install", "-at_install")
class TestPercentiles(OverviewCase):
    """Beyond a hundred buyers a bar is a percentile."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        partners = cls.env["res.partner"].create(
            [{"name": f"Crowd {n}", "is_company": True} for n in range(233)]
        )
        cls.audience = cls.env.ref("kehu_liquor.audience_consumer")
        cls.env["kehu.metric"].sudo().create(
            [
                {
                    "partner_id": partner.id,
                    "company_id": cls.company.id,
                    "audience_id": cls.audience.id,
                    "net_12m": cls.chance.choice((1, 5, 10.5, 400)) * 100,
                }
                for partner in partners
            ]
        )

    def setUp(self):
        super(OverviewCase, self).setUp()  # without a night, which knows no Crowd
        self.drawn = self.overview().get_overview({"audience_id": self.audience.id})

    def test_bars_hold_everybody_once_and_in_order(self):
        bars = self.drawn["pareto"]["bars"]
        rows = self.env["kehu.metric"].search([("audience_id", "=", self.audience.id)])
        expected = [row for row, _share in self.by_hand(rows)]
        self.assertEqual(len(bars), 100)
        at = 0
        for bar in bars:
            first, last = bar["part"]["first"], bar["part"]["last"]
            self.assertEqual(first, at + 1)
            self.assertIn(last - at, (2, 3))
            inside = expected[at:last]
            self.assertAlmostEqual(bar["amount"], sum(row.net_12m for row in inside), 2)
            found = self.opened(self.drawn["filters"], bar["part"])
            self.assertEqual(
                found,
                self.env["res.partner"].union(*(row.partner_id for row in inside)),
            )
            at = last
        self.assertEqual(at, len(expected))
        self.assertAlmostEqual(bars[-1]["share"], 100, 6)


@tagged("post_install", "-at_install")
class TestTraits(OverviewCase):
    def setUp(self):
        super().setUp()
        self.filters = {"audience_id": self.outlets}

    def assertSaysTheSame(self, drawn, having):
        """``having(part)`` tells whether a row of figures shows the trait."""
        top, rest = self.best(self.rows())
        self.assertTrue(drawn["table"]["rows"])
        for row in drawn["table"]["rows"]:
            for cell, group in zip(row["cells"][1:3], (top, rest), strict=True):
                who = [r for r in group if having(row["kind"], cell["part"], r)]
                self.assertEqual(cell["count"], len(who))
                self.assertAlmostEqual(cell["value"], len(who) / len(group), 6)
                if who:
                    found = self.opened(self.filters, cell["part"])
                    self.assertEqual(set(found), {r.partner_id for r in who})

    def test_regions_roles_and_sources(self):
        drawn = self.overview().get_traits(self.filters)
        rows = [row for row in drawn["table"]["rows"] if row["kind"] != "rhythm"]
        kinds = {row["kind"] for row in rows}
        self.assertLessEqual({"role_id", "source_id"}, kinds)
        values = {}
        for row in rows:
            parts = [cell["part"] for cell in row["cells"][1:3] if cell["part"]]
            values[id(row)] = parts[0]["value"]
            for part in parts:
                self.assertEqual(part["value"], values[id(row)])
        self.assertSaysTheSame(
            {"table": {"rows": rows}},
            lambda kind, part, row: part and row[kind].id == part["value"],
        )

    def test_the_largest_difference_comes_first(self):
        drawn = self.overview().get_traits(self.filters)
        gaps = [row["cells"][3]["value"] for row in drawn["table"]["rows"]]
        self.assertEqual(gaps, sorted(gaps, reverse=True))

    def test_what_they_buy(self):
        category = self.env["product.category"].create({"name": "Strong aroma"})
        product = self.env["product.product"].create(
            {"name": "Old cellar", "categ_id": category.id}
        )
        buyers = self.town[2:7]
        for partner in buyers:
            invoice = self.sell(partner, ago(5), 10)
            invoice.button_draft()
            invoice.invoice_line_ids.product_id = product
            invoice.action_post()
        self.night()
        drawn = self.overview().get_traits(self.filters, True)
        (row,) = drawn["table"]["rows"]
        self.assertIn(category.display_name, row["cells"][0]["text"])
        bought = set(buyers)
        self.assertSaysTheSame(
            drawn, lambda _kind, part, row: part and row.partner_id in bought
        )

    def test_nobody_to_compare(self):
        drawn = self.overview(self.lead).get_traits({"user_id": self.lead.id})
        self.assertTrue(drawn["empty"])
        self.assertEqual(drawn["table"]["rows"], [])
