"""Who works with contacts and has no part in our app works as without it."""

from odoo.tests import tagged

from .common import KehuTeamCase


@tagged("post_install", "-at_install")
class TestPlainContacts(KehuTeamCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plain = cls.make_user("plain_contacts", "base.group_partner_manager")

    def make(self, **values):
        contacts = self.env["res.partner"].with_user(self.plain)
        return contacts.create({"name": "Plain", **values})

    def test_a_contact_is_duplicated(self):
        first = self.make(phone="028 1234 5678")
        first.invalidate_recordset()
        again = first.copy()
        self.assertEqual(again.phone, first.phone)
        self.assertNotIn("kehu_is_merchant", first.copy_data()[0])

    def test_a_contact_moves_to_another_company(self):
        company = self.make(is_company=True)
        self.assertFalse(company.sudo().kehu_key_person_ids)
        person = self.make(name="Wang")
        person.parent_id = company
        self.assertEqual(company.child_ids, person)
        self.assertFalse(company.sudo().kehu_key_person_ids)
