"""Where a customer stands among its own kind: Pareto class, rank, RFM."""

from odoo.tests import tagged

from .common import TODAY, KehuCase, ago


@tagged("post_install", "-at_install")
class TestPareto(KehuCase):
    def sell_each(self, *amounts, role=None):
        """Customers with these net sales, references 1, 2, 3 …"""
        shops = []
        for number, amount in enumerate(amounts, 1):
            shop = self.make_customer(f"Shop {number}", role, ref=str(number))
            if amount > 0:
                self.sell(shop, ago(10), amount)
            else:
                self.refund(shop, ago(10), -amount)
            shops.append(shop)
        return shops

    def classes(self, shops):
        return "".join(self.metric(shop).pareto_class for shop in shops)

    def ranks(self, shops):
        return [self.metric(shop).pareto_rank for shop in shops]

    def shares(self, shops):
        return [round(self.metric(shop).pareto_share, 4) for shop in shops]

    def test_the_class_is_read_from_the_share_before_the_customer(self):
        shops = self.sell_each(5, 80, 15)
        self.refresh()
        self.assertEqual(self.classes(shops), "cab")
        self.assertEqual(self.ranks(shops), [3, 1, 2])
        self.assertEqual(self.shares(shops), [1.0, 0.8, 0.95])

    def test_just_below_a_cut_is_still_the_better_class(self):
        shops = self.sell_each(79, 16, 5)
        self.refresh()
        self.assertEqual(self.classes(shops), "aac")

    def test_without_positive_net_it_is_c(self):
        shops = self.sell_each(100, -20)
        self.refresh()
        self.assertEqual(self.classes(shops), "ac")
        self.assertEqual(self.shares(shops), [1.0, 1.0])

    def test_refunds_of_others_do_not_shrink_the_whole(self):
        shops = self.sell_each(60, 40, -50)
        self.refresh()
        self.assertEqual(self.shares(shops), [0.6, 1.0, 1.0])

    def test_ties_are_broken_by_reference_as_text(self):
        nine, ten, big = (self.make_customer(ref, ref=ref) for ref in ("9", "10", "0"))
        self.sell(nine, ago(10), 100)
        self.sell(ten, ago(10), 100)
        self.sell(big, ago(10), 400)
        self.refresh()
        self.assertEqual(self.ranks([nine, ten]), [3, 2])
        self.assertEqual(self.classes([nine, ten]), "ba")

    def test_the_cuts_are_settings(self):
        shops = self.sell_each(50, 30, 20)
        self.company.write({"kehu_pareto_a": 40, "kehu_pareto_b": 70})
        self.refresh()
        self.assertEqual(self.classes(shops), "abc")

    def test_each_audience_has_its_own_places(self):
        outlets = self.sell_each(10, 5, role="outlet")
        dealers = self.sell_each(1000, 900, role="distributor")
        self.refresh()
        self.assertEqual(self.ranks(outlets + dealers), [1, 2, 1, 2])

    def test_a_newborn_takes_nobodys_place(self):
        shops = self.sell_each(80, 20, role="outlet")
        self.refresh()
        newborn = self.make_customer("Newborn", "outlet", ref="0")
        self.assertEqual(self.ranks([*shops, newborn]), [1, 2, 3])
        self.assertEqual(self.shares([*shops, newborn]), [0.8, 1.0, 1.0])


@tagged("post_install", "-at_install")
class TestRfm(KehuCase):
    def shop(self, *sales):
        """A customer with sales given as (days ago, amount)."""
        shop = self.make_customer("Shop")
        for day, amount in sales:
            self.sell(shop, ago(day), amount)
        return shop

    def scores(self, shops):
        return [
            (m.rfm_r, m.rfm_f, m.rfm_m) for m in (self.metric(shop) for shop in shops)
        ]

    def test_five_customers_take_the_five_fifths(self):
        shops = [self.shop((50 - 10 * n, 10 * (n + 1))) for n in range(5)]
        self.refresh()
        self.assertEqual([r for r, _f, _m in self.scores(shops)], [1, 2, 3, 4, 5])
        self.assertEqual([m for _r, _f, m in self.scores(shops)], [1, 2, 3, 4, 5])

    def test_equal_values_score_equally(self):
        shops = [self.shop((10, 100)), self.shop((10, 100)), self.shop((10, 100))]
        self.refresh()
        self.assertEqual(self.scores(shops), [(1, 1, 1)] * 3)

    def test_the_score_counts_those_who_do_strictly_worse(self):
        once, twice = self.shop((20, 50)), self.shop((20, 25), (10, 25))
        self.refresh()
        # of two, one is worse: 1 + floor(5 · 1 / 2)
        self.assertEqual(self.scores([once, twice]), [(1, 1, 1), (3, 3, 1)])

    def test_who_bought_nothing_this_year_is_not_among_them(self):
        shops = [self.shop((400, 100)), self.shop((10, 1)), self.shop((5, 2))]
        self.refresh()
        self.assertEqual(self.scores(shops), [(0, 0, 0), (1, 1, 1), (3, 1, 3)])

    def test_refunds_of_all_others_still_leave_a_buyer(self):
        shop = self.shop((10, 5))
        self.refund(shop, TODAY, 5)
        self.refresh()
        self.assertEqual(self.scores([shop]), [(1, 1, 1)])
