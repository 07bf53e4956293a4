from odoo.tests import HttpCase, tagged

from .common import TODAY, KehuTeamCase, ago
from .common_history import HistoryCase, row


class ScreenCase(KehuTeamCase, HttpCase):
    """Two graded customers of two salespeople, the morning after a night."""

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


@tagged("post_install", "-at_install")
class TestDesk(ScreenCase):
    """The product as a manager uses it, in a real browser."""

    def test_manager_reads_why_and_overrides(self):
        self.start_tour("/odoo", "kehu_manager_override", login="manager")
        self.assertGrade(self.golden, "KA")
        change = self.history(self.golden)[-1]
        self.assertEqual(change.reason, "New contract signed")
        self.assertEqual(change.user_id, self.manager)

    def test_manager_tries_a_draft_and_puts_it_to_use(self):
        draft = self.make_scheme({"order_count_12m": 100})
        action = f"/odoo/action-kehu_liquor.kehu_scheme_action/{draft.id}"
        self.start_tour(action, "kehu_manager_tries", login="manager")
        self.assertEqual((draft.state, draft.name), ("active", "Sharper"))
        self.assertEqual(draft.activated_by_id, self.manager)


@tagged("post_install", "-at_install")
class TestHistoryDesk(HistoryCase, HttpCase):
    """A manager brings the past along; a salesperson reads it on a phone."""

    def test_manager_imports_and_undoes(self):
        self.upload(self.text(row("A1", amount="700"), row("A2", ref="X9")), "old.csv")
        self.start_tour("/odoo/kehu-imports", "kehu_history_import", login="manager")
        self.assertEqual(self.batches.search([]).state, "undone")
        self.assertFalse(self.sales())


@tagged("post_install", "-at_install")
class TestHistoryPhone(HistoryCase, HttpCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_salesperson_reads_the_past(self):
        self.imported(row("A1", amount="700"), row("A2", ref="N1"))
        self.start_tour("/odoo/kehu-history", "kehu_history_phone", login="seller")


@tagged("post_install", "-at_install")
class TestPhone(ScreenCase):
    """The product as a salesperson uses it, on a phone."""

    browser_size = "390x844"
    touch_enabled = True

    def test_salesperson_sees_only_own_customers(self):
        self.start_tour("/odoo/kehu-customers", "kehu_seller_phone", login="seller")

    def test_salesperson_answers_questions(self):
        self.start_tour("/odoo/kehu-customers", "kehu_seller_answers", login="seller")
        answer = self.env["kehu.answer"].search([("partner_id", "=", self.golden.id)])
        self.assertEqual((answer.value, answer.user_id), (4, self.seller))
