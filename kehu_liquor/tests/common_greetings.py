"""Words for greetings: a key person with a day, and the chapter that plans."""

from .common import TODAY
from .common_persons import BASIS
from .common_visits import VisitCase


class GreetingCase(VisitCase):
    """The team, all customers graded A, and one key person with a birthday."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.W = cls.env.ref("kehu_liquor.visit_kind_message")
        cls.env["kehu.cadence"].search([]).active = False
        for partner in cls.customers:
            cls.graded(partner, "a")
        cls.li = cls.person("Li Na", cls.own, 7, 2)

    @classmethod
    def person(cls, name, customer, month=0, day=0, **values):
        return cls.env["res.partner"].create(
            {
                "name": name,
                "parent_id": customer.id,
                "kehu_is_key_person": True,
                "kehu_birthday_month": month,
                "kehu_birthday_day": day,
                **BASIS,
                **values,
            }
        )

    def born(self, month, day, **values):
        days = {"kehu_birthday_month": month, "kehu_birthday_day": day}
        self.li.write({**days, **values})

    def greetings(self, person=None, **more):
        domain = [("is_greeting", "=", True)]
        domain += [("person_id", "=", person.id)] if person else []
        domain += [(name, "=", value) for name, value in more.items()]
        return self.followups.search(domain, order="kept_on, id")

    def only(self, person=None, day=TODAY):
        """The one greeting that a night makes."""
        self.plan(day)
        found = self.greetings(person or self.li)
        self.assertEqual(len(found), 1)
        return found
