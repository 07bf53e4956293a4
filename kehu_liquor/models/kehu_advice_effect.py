from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import format_date

from ..engine import effect as engine

EFFECTS = [
    (engine.MEASURED, "Measured"),
    (engine.FEW, "Not Measurable"),
    (engine.NOTHING_BEFORE, "Nothing Bought Before"),
]
#: Documents are often posted late: so long an effect is measured anew.
LATE = 30


class KehuAdviceEffect(models.Model):
    """What adopted advice brought: net sales after and before, against others.

    Measured by the night when its days are over, from posted lines of the advised
    product or category (of everything where none is named), against customers of the
    same company, grade and role who were not advised then. Says of how many.
    """

    _inherit = "kehu.advice"

    currency_id = fields.Many2one(related="company_id.currency_id")
    effect = fields.Selection(EFFECTS, string="Measurement", readonly=True, copy=False)
    net_before = fields.Monetary(string="Net Sales Before", readonly=True, copy=False)
    net_after = fields.Monetary(string="Net Sales After", readonly=True, copy=False)
    has_growth = fields.Boolean(readonly=True, copy=False)
    growth = fields.Float(
        string="Growth of Its Own", readonly=True, copy=False, aggregator="avg"
    )
    peer_count = fields.Integer(
        string="Comparable Customers", readonly=True, copy=False, aggregator=None
    )
    has_peer_growth = fields.Boolean(readonly=True, copy=False)
    peer_growth = fields.Float(
        string="Growth of Others",
        readonly=True,
        copy=False,
        aggregator="avg",
        help="The median of the comparable customers.",
    )
    has_gain = fields.Boolean(readonly=True, copy=False)
    gain = fields.Float(
        string="Growth beyond Others", readonly=True, copy=False, aggregator="avg"
    )
    effect_text = fields.Char(compute="_compute_effect_text", string="Effect")

    def write(self, vals):
        if not self.env.su and MEASURES & set(vals):
            self.check_access("write")
            self._check_by_hand({"state"})
        if "answered_on" in vals:  # another answer, another effect
            vals = {**dict.fromkeys(MEASURES, False), **vals}
        return super().write(vals)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            for name in MEASURES:
                vals.pop(name, None)
        return super().create(vals_list)

    # ------------------------------------------------------------- measuring
    @api.model
    def _measure(self, company, day):
        """Measure what is over by ``day``; twice the same writes nothing.

        :return: how many rows changed
        """
        changed = 0
        for number, values in self._effects(company, day, day - LATE_DAYS).items():
            advice = self.browse(number)
            if any(advice[name] != value for name, value in values.items()):
                advice.write(values)
                changed += 1
        return changed

    @api.model
    def _effects(self, company, day, since=None):
        """Effects as of a day. Reads, writes nothing.

        :param since: only what is not measured yet or ended on this day or later
        :return: dict advice id → values
        """
        facts = self.env["kehu.facts"]
        own, others = {}, defaultdict(list)
        for number, is_self, before, after in facts._advice_sales(company, day, since):
            if is_self:
                own[number] = before, after
            else:
                others[number].append((before, after))
        currency = company.currency_id
        return {
            number: _values(currency, before, after, others[number])
            for number, (before, after) in own.items()
        }

    # ----------------------------------------------------------------- words
    @api.depends("effect", "state", "answered_on", "effect_days", "gain", "net_after")
    @api.depends_context("lang")
    def _compute_effect_text(self):
        for advice in self:
            advice.effect_text = advice.state == "adopted" and advice._say_effect()

    def _say_effect(self):
        span = self._say_span()
        if not self.effect:
            last = self.answered_on + timedelta(days=self.effect_days - 1)
            return self.env._(
                "Its effect is known after %s.", format_date(self.env, last)
            )
        if self.effect == engine.FEW:
            return self.env._(
                "Not measurable: %(count)s comparable customers, fewer than 8. "
                "%(span)s",
                count=self.peer_count,
                span=span,
            )
        words = {
            "span": span,
            "count": self.peer_count,
            "others": percent(self.peer_growth),
        }
        if self.effect == engine.NOTHING_BEFORE:
            return self.env._(
                "%(span)s, nothing to grow from; %(count)s of the grade: %(others)s.",
                **words,
            )
        return self.env._(
            "%(span)s: %(growth)s; %(count)s of the grade: %(others)s; "
            "beyond them %(gain)s points.",
            growth=percent(self.growth),
            gain=f"{100 * self.gain:+.1f}",
            **words,
        )

    def _say_span(self):
        money = self.env["kehu.metric"]._money
        return self.env._(
            "%(days)s days from %(day)s: %(after)s, as many before: %(before)s",
            days=self.effect_days,
            day=self.answered_on and format_date(self.env, self.answered_on),
            after=money(self.net_after, self.currency_id),
            before=money(self.net_before, self.currency_id),
        )


MEASURES = {
    "effect",
    "net_before",
    "net_after",
    "has_growth",
    "growth",
    "peer_count",
    "has_peer_growth",
    "peer_growth",
    "has_gain",
    "gain",
}
LATE_DAYS = timedelta(days=LATE)


def _values(currency, before, after, others):
    """What the engine says, in the names of our fields."""
    found = engine.effect(before, after, others)
    return {
        **effect_values(found),
        "net_before": currency.round(float(before)),
        "net_after": currency.round(float(after)),
        "has_peer_growth": found.peer_growth is not None,
        "peer_growth": found.peer_growth or 0.0,
    }


def effect_values(found):
    """What every effect has in common, here and of a support."""
    return {
        "effect": found.verdict,
        "peer_count": found.peers,
        "has_growth": found.growth is not None,
        "growth": found.growth or 0.0,
        "has_gain": found.gain is not None,
        "gain": round(found.gain, 4) if found.gain is not None else 0.0,
    }


def percent(share):
    return "–" if share is None else f"{100 * share:+.1f} %"
