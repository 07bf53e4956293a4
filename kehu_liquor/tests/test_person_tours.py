"""Key persons as people use them, at a desk and on a phone."""

from odoo.tests import HttpCase, tagged

from .common_persons import PersonsCase


class PersonScreenCase(PersonsCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.wang.write(
            {
                "kehu_birthday_month": 8,
                "kehu_birthday_day": 15,
                "kehu_birthday_is_lunar": True,
            }
        )


@tagged("post_install", "-at_install")
class TestPersonDesk(PersonScreenCase):
    def test_a_salesperson_enters_a_gift(self):
        self.start_tour("/odoo/kehu-persons", "kehu_seller_gift", login="seller")
        self.assertEqual(self.wang.kehu_gift_sum, 120)

    def test_a_manager_previews_an_erasure(self):
        self.start_tour("/odoo/kehu-persons", "kehu_manager_erases", login="manager")
        self.assertFalse(self.wang.active)
        self.assertNotIn("Wang", self.wang.name)


@tagged("post_install", "-at_install")
class TestPersonPhone(PersonScreenCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_a_salesperson_says_who_left(self):
        self.start_tour("/odoo/kehu-persons", "kehu_seller_leave", login="seller")
        self.assertTrue(self.wang.kehu_left_on)
        self.assertEqual(len(self.followups(self.own)), 2)
