"""Words for advice to customers."""

from .common_visits import VisitCase


class AdviceCase(VisitCase):
    """The team, and kinds of advice with and without agreement."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.advices = cls.env["kehu.advice"]
        cls.display, cls.shelf = (
            cls.env.ref(f"kehu_liquor.advice_kind_{kind}")
            for kind in ("display", "shelf")
        )
        cls.display.effect_days = 30
        cls.boss = cls.make_user("boss", "kehu_liquor.group_kehu_manager")

    @classmethod
    def propose(cls, partner, kind=None, user=None, **values):
        """A proposal by the customer's owner."""
        user = user or partner.user_id or cls.manager
        return (
            cls.advices.with_user(user)
            .with_context(allowed_company_ids=cls.company.ids)
            .create(
                {
                    "partner_id": partner.id,
                    "kind_id": (kind or cls.display).id,
                    "name": "Floor display",
                    **values,
                }
            )
        )

    @classmethod
    def agreed(cls, partner, **values):
        """Proposed by its owner and agreed by a manager."""
        advice = cls.propose(partner, **values)
        advice.with_user(cls.boss).action_agree()
        return advice

    @classmethod
    def adopted(cls, partner, day, **values):
        """Adopted on a day, as a contact of that day noted it."""
        advice = cls.agreed(partner, **values)
        advice.sudo()._answer("adopted", day)
        cls.env.flush_all()
        return advice
