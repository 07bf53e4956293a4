from datetime import date, timedelta

from odoo.tests import tagged

from .test_tours import ScreenCase

SPRINGS = (date(2025, 1, 29), date(2026, 2, 17))


class AnalysisScreenCase(ScreenCase):
    """Sales in the third week before two Spring Festivals."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        before = [spring - timedelta(days=20) for spring in SPRINGS]
        cls.sell(cls.golden, before[0], 30000)
        cls.sell(cls.golden, before[1], 30000)
        cls.sell(cls.century, before[1], 40000)


@tagged("post_install", "-at_install")
class TestAnalysisDesk(AnalysisScreenCase):
    def test_manager_compares_festivals(self):
        self.start_tour("/odoo/kehu-sales", "kehu_analysis_desk", login="manager")


@tagged("post_install", "-at_install")
class TestAnalysisPhone(AnalysisScreenCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_salesperson_sees_own_sales(self):
        self.start_tour(
            "/odoo/kehu-sales-spring", "kehu_analysis_phone", login="seller"
        )
