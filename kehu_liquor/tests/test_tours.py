from odoo.tests import HttpCase, tagged

from .common import TODAY, KehuTeamCase, ago


@tagged("post_install", "-at_install")
class TestDesk(KehuTeamCase, HttpCase):
    """The product as people use it, in a real browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.grade_by_money()
        cls.golden = cls.make_customer("Golden Cup", user_id=cls.seller.id)
        cls.century = cls.make_customer("New Century", user_id=cls.stranger.id)
        cls.sell(cls.golden, ago(20), 250000)
        cls.sell(cls.century, ago(10), 60000)

    def setUp(self):
        super().setUp()
        self.night(TODAY)

    def test_manager_reads_why_and_overrides(self):
        self.start_tour("/odoo", "kehu_manager_override", login="manager")
        self.assertGrade(self.golden, "KA")
        change = self.history(self.golden)[-1]
        self.assertEqual(change.reason, "New contract signed")
        self.assertEqual(change.user_id, self.manager)


@tagged("post_install", "-at_install")
class TestPhone(TestDesk):
    browser_size = "390x844"
    touch_enabled = True

    def test_manager_reads_why_and_overrides(self):
        """On the phone the salesperson's own walk is what counts."""
        self.start_tour("/odoo", "kehu_seller_phone", login="seller")
