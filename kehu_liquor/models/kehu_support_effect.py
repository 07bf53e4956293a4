from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..engine import effect as engine
from .kehu_advice_effect import EFFECTS, effect_values, percent
from .kehu_support_act import LEAD

#: As `facts` looks: so many days before the delivery, and as many from it on.
DAYS = 56
VERDICTS = [
    ("worth", "Worth it"),
    ("partly", "In part"),
    ("wasted", "Not worth it"),
]


class KehuSupportEffect(models.Model):
    """What a support brought: net sales of 8 weeks after and before, against others.

    Others are customers of the same grade without support in those days; of fewer
    than 8 nothing is said. Read when somebody looks, and kept when it is judged.
    """

    _inherit = "kehu.support"

    verdict = fields.Selection(VERDICTS, readonly=True, copy=False)
    judgement = fields.Char(readonly=True, copy=False)
    judged_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    judged_on = fields.Date(readonly=True, copy=False)
    effect = fields.Selection(EFFECTS, readonly=True, copy=False)
    has_growth = fields.Boolean(readonly=True, copy=False)
    growth = fields.Float(
        string="Growth, 8 Weeks", readonly=True, copy=False, aggregator="avg"
    )
    peer_count = fields.Integer(
        string="Comparable Customers", readonly=True, copy=False, aggregator=None
    )
    has_gain = fields.Boolean(readonly=True, copy=False)
    gain = fields.Float(
        string="Growth beyond Others", readonly=True, copy=False, aggregator="avg"
    )
    effect_text = fields.Char(compute="_compute_effect_text", string="What It Brought")

    @api.depends("state", "delivered_on")
    @api.depends_context("lang")
    def _compute_effect_text(self):
        known = self._effects()
        for support in self:
            support.effect_text = support._say_effect(known.get(support._origin.id))

    def _effects(self):
        """:return: dict support id → `engine.Effect`, of those whose days are over"""
        facts, own, others = self.env["kehu.facts"].sudo(), {}, {}
        for company, supports in self._origin.sudo().grouped("company_id").items():
            day = facts._today(company)
            for row in facts._support_sales(company, supports, day):
                number, is_self, before, after = row
                if is_self:
                    own[number] = before, after
                else:
                    others.setdefault(number, []).append((before, after))
        return {
            number: engine.effect(before, after, others.get(number, []))
            for number, (before, after) in own.items()
        }

    def _say_effect(self, found):
        if not self.delivered_on:
            return False
        if not found:
            last = self.delivered_on + timedelta(days=DAYS - 1)
            return self.env._("Known after %s", format_date(self.env, last))
        words = {
            "others": percent(found.peer_growth),
            "growth": percent(found.growth),
            "count": found.peers,
        }
        if found.verdict == engine.FEW:
            return self.env._(
                "Not measurable: %(count)s comparable customers, 8 are needed", **words
            )
        if found.verdict == engine.NOTHING_BEFORE:
            return self.env._(
                "Nothing bought in the 8 weeks before; %(count)s of the grade "
                "%(others)s",
                **words,
            )
        return self.env._(
            "8 weeks after: %(growth)s, %(count)s of the grade %(others)s, beyond them "
            "%(gain)s points",
            gain=f"{100 * found.gain:+.1f}",
            **words,
        )

    def _judge(self, verdict, judgement):
        """Whether it was worth it: a lead's word, beside what sales say."""
        self._step("settled" if self.has_cost else "evidenced", right="read")
        self._check_group(LEAD)
        self._check_not_own()
        if not verdict:
            raise UserError(self.env._("Say whether it was worth it."))
        found = self._effects().get(self.id)
        values = {"verdict": verdict, "judgement": judgement}
        if found:
            values |= effect_values(found)
        self._move("judged", "judged", **values)
