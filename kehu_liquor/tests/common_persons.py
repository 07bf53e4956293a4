"""Key persons for tests: one at each salesperson's customer, kept with a basis."""

from .common import KehuTeamCase, ago

BASIS = {
    "kehu_purpose": "Greetings",
    "kehu_legal_basis": "consent",
    "kehu_basis_date": ago(100),
}


class PersonsCase(KehuTeamCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.wang = cls.make_person("Wang Qiang", cls.own)
        cls.zhao = cls.make_person("Zhao Min", cls.others)
        cls.far_one = cls.make_person("Far One", cls.far)

    @classmethod
    def make_person(cls, name, customer, **values):
        return cls.env["res.partner"].create(
            {
                "name": name,
                "parent_id": customer.id,
                "type": "contact",
                "function": "Manager",
                "kehu_is_key_person": True,
                **BASIS,
                **values,
            }
        )

    def gift(self, person, amount=100, user=None, **values):
        return (
            self.env["kehu.gift"]
            .with_user(user or self.seller)
            .create(
                {
                    "person_id": person.id,
                    "kind_id": self.env.ref("kehu_liquor.gift_kind_gift").id,
                    "description": "Gift box",
                    "amount": amount,
                    **values,
                }
            )
        )

    def leave(self, person, user=None, **values):
        wizard = self.env["kehu.leave"].with_user(user or self.seller)
        wizard.create({"person_id": person.id, **values}).action_apply()

    def followups(self, customer):
        return self.env["kehu.followup"].search(
            [("partner_id", "=", customer.id), ("occasion", "=", "task")], order="id"
        )
