from odoo import models
from odoo.tools import format_date

from ..engine import festivals, targets
from .kehu_contract_standing import AIMS
from .kehu_metric_page import BAD, GOOD, NONE, PLAIN, SOON

#: Reached over due: from here it is on plan, below the second it is behind.
ON_PLAN, BEHIND = 1.0, 0.9
#: A contract that ends within so many days is to be renewed.
ENDING = 60
TONES = {"draft": NONE, "signed": PLAIN, "running": GOOD, "ended": NONE}


class KehuMetricDealer(models.Model):
    """The tab "Dealer": contract, how far the targets are, what may be used now."""

    _inherit = "kehu.metric"

    def _dealer(self):
        """Sentences and bars of the tab; False where there is nothing to say."""
        contracts = self.env["kehu.contract"]
        if not self or not contracts.has_access("read"):
            return False
        self.ensure_one()
        mine = self._dealer_contracts()
        dealers = self.env.ref("kehu_liquor.audience_dealer", raise_if_not_found=False)
        if not mine and self.audience_id != dealers:
            return False
        today = self.env["kehu.facts"]._today(self.company_id)
        policies = self.env["kehu.sales.policy"]
        return {
            "partner": self.partner_id.id,
            "contracts": [self._dealer_contract(c, today) for c in mine],
            "may_create": self.sudo(False).env["kehu.contract"].has_access("create"),
            "festival": self._say_festival(today),
            "support": self._dealer_support(today),
            "evaluation": self._dealer_evaluation(),
            "policies": [
                {
                    "id": policy.id,
                    "text": policy._say(),
                    "until": format_date(self.env, policy.date_end),
                }
                for policy in policies._for(self.partner_id, self.company_id, today)
            ]
            if policies.has_access("read")
            else [],
        }

    def _dealer_evaluation(self):
        """The dealer's last evaluation in a sentence, with what it advises."""
        rows = self.env["kehu.evaluation"]
        if not rows.has_access("read"):
            return False
        last = rows.search(
            [
                ("partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
                ("state", "!=", "draft"),
            ],
            limit=1,
        )
        if not last:
            return False
        points = self.env._("%s points", f"{last.score:.0f}")
        parts = [
            self.env._("Evaluation %s", last.period),
            points if last.has_score else "–",
            self._label("quadrant", last),
        ]
        missed = last.missed and self.env._("Not met: %s", last.missed)
        return {
            "id": last.id,
            "text": " · ".join(filter(None, parts)),
            "advice": last.advice,
            "missed": missed,
        }

    def _dealer_contracts(self):
        """Those in force; else those being prepared, else the last one."""
        ours = [
            ("partner_id", "=", self.partner_id.id),
            ("company_id", "=", self.company_id.id),
        ]
        found = self.env["kehu.contract"].search(ours)
        for states in (("running", "signed"), ("draft",)):
            if some := found.filtered(lambda c, s=states: c.state in s):
                return some.sorted("date_from")
        return found[:1]

    def _dealer_contract(self, contract, today):
        term = self.env._(
            "%(first)s to %(last)s",
            first=format_date(self.env, contract.date_from),
            last=format_date(self.env, contract.date_end),
        )
        running = contract.state == "running"
        ending = running and contract.days_left <= ENDING
        return {
            "id": contract.id,
            "name": contract.name,
            "state": self._label("state", contract),
            "tone": SOON if ending else TONES[contract.state],
            "term": term,
            "left": running and self.env._("%s days left", contract.days_left),
            "renew": ending and not contract.renewal_id,
            "territory": self._say_territory(contract),
            "bars": self._dealer_bars(contract, today),
        }

    def _say_territory(self, contract):
        rows = contract.territory_ids
        said = ", ".join(rows.mapped("display_name"))
        if rows and all(row.is_exclusive for row in rows):
            return self.env._("%s (exclusive)", said)
        return said

    def _dealer_bars(self, contract, today):
        if contract.state != "running":
            return []
        reached = self.env["kehu.facts"].sudo()._contract_standing(contract, today)
        now = reached.get(contract.id)
        return [
            self._dealer_bar(contract, aim, now, today)
            for aim, (total, _done, _due) in AIMS.items()
            if now and contract[total]
        ]

    def _dealer_bar(self, contract, aim, now, today):
        total, done, due = AIMS[aim]
        whole, reached, by_now = (
            float(contract[total]),
            float(now[done]),
            float(now[due]),
        )
        word, tone = self._say_pace(reached, by_now)
        return {
            "aim": aim,
            "title": {
                "sales": self.env._("Sales"),
                "cash": self.env._("Cash"),
                "cases": self.env._("Cases"),
            }[aim],
            "text": f"{self._say_aim(aim, reached)} / {self._say_aim(aim, whole)}",
            "share": reached / whole,
            "percent": f"{100 * reached / whole:.0f} %",
            "due": by_now / whole,
            "due_text": self.env._("due today %s", f"{100 * by_now / whole:.0f} %"),
            "word": word,
            "tone": tone,
            "forecast": self._say_forecast(contract, aim, reached, today),
        }

    def _say_pace(self, reached, by_now):
        if not by_now:
            return self.env._("Not due yet"), NONE
        if reached >= ON_PLAN * by_now:
            return self.env._("On plan"), GOOD
        if reached >= BEHIND * by_now:
            return self.env._("Slightly behind"), SOON
        return self.env._("Behind plan"), BAD

    def _say_aim(self, aim, amount):
        if aim == "cases":
            return self.env._("%s cases", f"{amount:,.0f}")
        return self._money(amount)

    def _say_forecast(self, contract, aim, reached, today):
        """Where the term will end, and from what that is told."""
        told = contract._forecast(aim, reached, today)
        if not told:
            return self.env._("Too early to tell where it will end.")
        how = {
            targets.PACE: self.env._(
                "by last year's pace to the festivals (%s of the year by this day)",
                f"{100 * told.share:.0f} %",
            ),
            targets.LINEAR: self.env._("straight on; there is no last year to go by"),
            targets.OVER: self.env._("the term is over"),
        }[told.basis]
        whole = contract[AIMS[aim][0]]
        return self.env._(
            "Expected at the end: %(amount)s, %(percent)s: %(how)s.",
            amount=self._say_aim(aim, told.value),
            percent=f"{100 * told.value / whole:.0f} %",
            how=how,
        )

    def _say_festival(self, today):
        """How far the next of the two festivals is."""
        seasons = self.env["kehu.festival"].sudo()
        found = []
        for festival_id in seasons._season_ids().values():
            festival = seasons.browse(festival_id).exists()
            left = festivals.days_before(
                sorted(festival.date_ids.mapped("date")), today
            )
            if left is not None:
                found.append((left, festival.name))
        if not found:
            return False
        left, name = min(found)
        return self.env._("%(days)s days to %(festival)s", days=left, festival=name)
