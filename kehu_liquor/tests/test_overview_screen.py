from odoo.tests import HttpCase, tagged

from .common import TODAY
from .common_margin import MarginCase
from .common_overview import OverviewCase


@tagged("post_install", "-at_install")
class TestOverviewDesk(OverviewCase, HttpCase):
    """The pictures in a real browser: drawn, narrowed down, opened, come back to."""

    def test_manager_looks_and_opens(self):
        self.start_tour("/odoo", "kehu_overview_desk", login="manager")


@tagged("post_install", "-at_install")
class TestOverviewPhone(OverviewCase, HttpCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_lead_reads_the_figures(self):
        self.start_tour("/odoo/kehu-overview", "kehu_overview_phone", login="lead")


@tagged("post_install", "-at_install")
class TestMarginDesk(MarginCase, HttpCase):
    def test_manager_asks_who_leaves_most(self):
        self.night(TODAY)
        self.start_tour("/odoo/kehu-overview", "kehu_overview_margin", login="manager")


@tagged("post_install", "-at_install")
class TestMarginPhone(MarginCase, HttpCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_manager_asks_on_a_phone(self):
        self.night(TODAY)
        self.start_tour("/odoo/kehu-overview", "kehu_overview_margin", login="manager")
