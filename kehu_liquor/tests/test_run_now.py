from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import KehuTeamCase


@tagged("post_install", "-at_install")
class TestRunNow(KehuTeamCase):
    """Who may start the night by hand."""

    def waiting(self):
        cron = self.env.ref("kehu_liquor.ir_cron_night")
        return self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)])

    def test_a_manager_starts_it_in_the_background(self):
        before = self.waiting()
        self.env["kehu.run"].with_user(self.manager).action_run_now()
        self.assertEqual(self.waiting(), before + 1)

    def test_a_salesperson_does_not(self):
        with self.assertRaises(AccessError):
            self.env["kehu.run"].with_user(self.seller).action_run_now()
        self.assertFalse(self.waiting())
