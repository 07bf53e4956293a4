"""How often a customer buys, when the next order is due, and who fell silent."""

from datetime import date, timedelta

from odoo.tests import tagged

from .common import TODAY, KehuCase, ago


@tagged("post_install", "-at_install")
class TestRhythm(KehuCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shop = cls.make_customer("Shop")

    def sell_on(self, *days):
        for day in days:
            self.sell(self.shop, ago(day))

    def test_one_sale_has_no_rhythm(self):
        self.sell_on(10)
        self.refresh()
        self.assertFigures(
            self.shop, has_rhythm=False, next_order_date=False, is_silent=False
        )
        self.assertIsNone(self.stored(self.shop, "interval_median"))

    def test_two_sales_have_one(self):
        self.sell_on(30, 10)
        self.refresh()
        self.assertFigures(
            self.shop, has_rhythm=True, interval_median=20, next_order_date=ago(-10)
        )

    def test_several_documents_of_a_day_are_one_date(self):
        self.sell_on(20, 20, 10)
        self.refresh()
        self.assertFigures(
            self.shop, order_count=3, sale_date_count=2, interval_median=10
        )

    def test_the_next_order_rounds_half_up(self):
        self.sell_on(31, 21, 10)  # 10 and 11 days: 10.5
        self.refresh()
        self.assertFigures(
            self.shop, interval_median=10.5, next_order_date=ago(10 - 11)
        )

    def test_refunds_do_not_break_the_rhythm(self):
        self.sell_on(30, 10)
        self.refund(self.shop, ago(20))
        self.refresh()
        self.assertFigures(self.shop, interval_median=20, sale_date_count=2)

    def test_silent_is_strictly_later_than_three_times_the_rhythm(self):
        self.sell_on(50, 40, 30)
        self.refresh()
        self.assertFigures(self.shop, interval_median=10, is_silent=False)
        self.refresh(TODAY + timedelta(days=1))
        self.assertFigures(self.shop, is_silent=True)

    def test_two_dates_are_too_few_to_fall_silent(self):
        self.sell_on(340, 330)
        self.refresh()
        self.assertFigures(self.shop, has_rhythm=True, is_silent=False)

    def test_how_long_silence_takes_is_a_setting(self):
        self.sell_on(50, 40, 30)
        self.company.kehu_silent_factor = 2.9
        self.refresh()
        self.assertFigures(self.shop, is_silent=True)

    def test_recency_and_silence_are_counted_to_the_day_of_the_figures(self):
        self.sell_on(30, 10)
        self.refresh()
        self.assertFigures(self.shop, as_of=TODAY, recency_days=10, silence_ratio=0.5)

    def test_the_kept_history_has_its_first_day_in(self):
        self.company.kehu_history_months = 12
        self.sell(self.shop, date(2025, 7, 1))
        self.sell(self.shop, date(2025, 6, 30))
        self.sell_on(10)
        self.refresh()
        self.assertFigures(self.shop, order_count=2, sale_date_count=2)

    def test_a_sale_before_the_kept_history_is_remembered(self):
        self.sell(self.shop, date(2020, 1, 1))
        self.refresh()
        self.assertFigures(
            self.shop,
            first_sale_date=date(2020, 1, 1),
            last_sale_date=date(2020, 1, 1),
            sale_date_count=0,
            has_loyalty=False,
        )

    def test_active_months_are_calendar_months(self):
        self.sell_on(0, 30, 31, 364)
        self.refresh()
        self.assertFigures(self.shop, active_months=3)

    def test_a_thirteenth_month_in_the_window_does_not_count(self):
        self.sell(self.shop, date(2025, 6, 20))
        self.sell(self.shop, date(2025, 7, 1))
        self.refresh(date(2026, 6, 15))
        self.assertFigures(self.shop, order_count_12m=2, active_months=1)


@tagged("post_install", "-at_install")
class TestRhythmKept(KehuCase):
    """A rhythm is kept while the sale dates stay; it must never outlive them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shop = cls.make_customer("Shop")
        cls.sales = [cls.sell(cls.shop, ago(day)) for day in (50, 30, 20)]

    def setUp(self):
        super().setUp()
        self.refresh()
        self.assertFigures(self.shop, interval_median=15, sale_date_count=3)

    def assertRhythm(self, median, dates, day=TODAY):
        """As kept, and as worked out from nothing."""
        self.refresh(day)
        (anew,) = self.facts._metrics(self.company, day, self.shop)
        self.assertEqual(
            (anew["interval_median"], anew["sale_date_count"]), (median, dates)
        )
        self.assertFigures(
            self.shop, interval_median=median or 0, sale_date_count=dates
        )

    def test_a_sale_entered_late_changes_it(self):
        self.sell(self.shop, ago(40))
        self.assertRhythm(10, 4)

    def test_a_sale_taken_back_changes_it(self):
        self.sales[1].button_draft()
        self.assertRhythm(30, 2)

    def test_a_sale_moved_to_another_day_changes_it(self):
        self.sales[1].button_draft()
        self.sell(self.shop, ago(22))
        self.assertRhythm(15, 3)  # 28 and 2 days
        self.assertFigures(self.shop, interval_mad=13)

    def test_a_second_sale_of_a_day_does_not(self):
        self.sell(self.shop, ago(30))
        self.assertRhythm(15, 3)

    def test_a_sale_that_leaves_the_kept_history_changes_it(self):
        self.company.kehu_history_months = 12
        self.assertRhythm(10, 2, ago(50) + timedelta(days=366))

    def test_with_the_last_sale_it_goes(self):
        for sale in self.sales:
            sale.button_draft()
        self.refund(self.shop, ago(1))
        self.assertRhythm(None, 0)
        self.assertIsNone(self.stored(self.shop, "interval_mad"))

    def test_another_customers_dates_do_not_change_it(self):
        self.sell(self.make_customer("Other"), ago(33))
        self.assertRhythm(15, 3)


@tagged("post_install", "-at_install")
class TestLoyalty(KehuCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shop = cls.make_customer("Shop")

    def test_parts_without_data_are_left_out(self):
        self.sell(self.shop, ago(10), due=TODAY)
        self.refresh()  # tenure 0, active 1/12; no rhythm, nothing due
        self.assertFigures(self.shop, loyalty_index=4.2, has_paid_on_time=False)

    def test_an_invoice_fallen_due_counts(self):
        self.sell(self.shop, ago(10), due=ago(1))
        self.refresh()  # tenure 0, active 1/12, paid on time 0
        self.assertFigures(self.shop, loyalty_index=2.8, paid_on_time_share=0)

    def test_regular_buying_counts_from_three_dates_on(self):
        for day in (30, 20, 10):
            self.sell(self.shop, ago(day), due=TODAY)
        self.refresh()  # tenure 0, regular 1, active 2/12
        self.assertFigures(self.shop, interval_mad=0, loyalty_index=38.9)

    def test_irregular_buying_counts_less(self):
        for day in (40, 30, 10):  # 10 and 20 days: median 15, spread 5
            self.sell(self.shop, ago(day), due=TODAY)
        self.refresh()  # tenure 1/36, regular 2/3, active 2/12
        self.assertFigures(self.shop, interval_mad=5, loyalty_index=28.7)

    def test_three_years_fill_the_tenure(self):
        self.sell(self.shop, date(2020, 1, 1), due=TODAY)
        self.sell(self.shop, ago(10), due=TODAY)
        self.refresh()  # tenure 1, active 1/12; one interval is no regularity
        self.assertFigures(self.shop, loyalty_index=54.2)

    def test_no_sale_no_loyalty(self):
        prospect = self.make_customer("Prospect", "outlet")
        self.refresh()
        self.assertFigures(prospect, has_loyalty=False, quadrant=False)
        self.assertIsNone(self.stored(prospect, "loyalty_index"))


@tagged("post_install", "-at_install")
class TestQuadrant(KehuCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.kehu_loyalty_cut = 30
        cls.big, cls.small = (cls.make_customer(name) for name in ("Big", "Small"))

    def sell_regularly(self, partner, amount):
        for day in (30, 20, 10):
            self.sell(partner, ago(day), amount, due=TODAY)

    def test_volume_and_loyalty_make_four_fields(self):
        big_once, small_once = self.make_customer("B1"), self.make_customer("S1")
        self.sell_regularly(self.big, 3000)
        self.sell_regularly(self.small, 3)
        self.sell(big_once, ago(10), 9000, due=TODAY)
        self.sell(small_once, ago(10), 9, due=TODAY)
        self.refresh()
        self.assertFigures(self.big, quadrant="treasure")
        self.assertFigures(big_once, quadrant="dangerous")
        self.assertFigures(self.small, quadrant="star")
        self.assertFigures(small_once, quadrant="drop")

    def test_the_volume_axis_is_logarithmic(self):
        middle = self.make_customer("Middle")
        self.sell(self.big, ago(10), 10000)
        self.sell(self.small, ago(10), 1)
        self.sell(middle, ago(10), 314)
        # 5 % at 16.65, 95 % at 9031.4: the middle of the axis is at 387.8
        self.refresh()
        self.assertFigures(middle, quadrant="drop")
        self.sell(middle, ago(10), 100)
        # 5 % at 42.3, 95 % at 9041.4: the middle is at 618.4; the cut moves too
        self.company.kehu_volume_cut = 40  # now 362.2
        self.refresh()
        self.assertFigures(middle, quadrant="dangerous")

    def test_refunds_of_everything_bring_no_volume(self):
        self.sell(self.small, ago(10), 50)
        self.sell(self.big, ago(10), 100)
        self.refund(self.big, ago(9), 100)
        self.refresh()
        self.assertFigures(self.big, quadrant="drop")

    def test_where_the_cut_lies_is_a_setting(self):
        self.sell(self.big, ago(10), 100)
        self.company.kehu_loyalty_cut = 2
        self.refresh()
        self.assertFigures(self.big, quadrant="treasure")
