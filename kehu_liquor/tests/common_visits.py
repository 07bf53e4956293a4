"""Words for contacts with customers and what was promised to them."""

from datetime import datetime, timedelta

from odoo.fields import Command

from .common import TODAY, KehuTeamCase

#: Ten in the morning in Shanghai.
NOW = datetime(2026, 6, 30, 2)


class VisitCase(KehuTeamCase):
    """The team, and the kinds of contact that are shipped."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.visits = cls.env["kehu.visit"]
        cls.followups = cls.env["kehu.followup"]
        cls.M, cls.T, cls.S = (
            cls.env.ref(f"kehu_liquor.visit_kind_{kind}")
            for kind in ("visit", "phone", "sample")
        )

    def as_user(self, user):
        return self.env(user=user, context={"allowed_company_ids": self.company.ids})

    @classmethod
    def log(cls, partner, kind=None, days=0, hours=1, user=None, **values):
        """A contact so many days and hours ago, by the customer's owner."""
        user = user or partner.user_id
        begin = NOW - timedelta(days=days, hours=hours)
        return (
            cls.visits.with_user(user)
            .with_context(allowed_company_ids=cls.company.ids)
            .create(
                {
                    "partner_id": partner.id,
                    "kind_id": (kind or cls.M).id,
                    "date_begin": begin,
                    **values,
                }
            )
        )

    @classmethod
    def graded(cls, partner, grade):
        """The customer's grade as a night left it."""
        metric = cls.env["kehu.metric"]._of(partner, cls.company)
        metric.grade_id = cls.grade(grade) if grade else False
        cls.env.flush_all()

    def plan(self, day=TODAY):
        """Only the chapter of the night that plans."""
        self.env.flush_all()
        return self.env["kehu.run"]._plan(self.company, day)

    def promises(self, partner, kind=None, **more):
        domain = [("partner_id", "=", partner.id)]
        if kind:
            domain.append(("kind_id", "=", kind.id))
        domain += [(name, "=", value) for name, value in more.items()]
        return self.followups.search(domain, order="period, number, id")

    def states(self, partner, kind):
        return self.promises(partner, kind).mapped("state")

    @classmethod
    def contact(cls, partner, name="Mr Wang"):
        return cls.env["res.partner"].create({"name": name, "parent_id": partner.id})

    @classmethod
    def cadence(cls, kind, times=1, months=1, rule="at_least", grade="a"):
        """The only regular promise of a grade."""
        cls.env["kehu.cadence"].search([("occasion", "=", "regular")]).active = False
        cls.env.flush_all()
        step = {
            "kind_id": kind.id,
            "times": times,
            "months": months,
            "rule": rule,
        }
        return cls.env["kehu.cadence"].create(
            {
                "name": f"Only {kind.name}",
                "grade_id": cls.grade(grade).id,
                "step_ids": [Command.create(step)],
            }
        )
