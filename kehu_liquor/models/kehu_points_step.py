from odoo import api, fields, models
from odoo.tools import format_date, formatLang

from ..engine import rungs


class KehuPointsStep(models.Model):
    """What the next step brings, for the salesperson to tell: a gift, a multiplier.

    From the balance, the gifts of windows announced and not over, and what the grade
    above gives by “What Customers Get”, the customer being otherwise what it is.
    """

    _inherit = "kehu.points.balance"

    next_gift_id = fields.Many2one("kehu.points.gift", compute="_compute_step")
    missing = fields.Float(
        string="Missing for It", compute="_compute_step", digits=(16, 2)
    )
    next_step = fields.Char(compute="_compute_step")

    @api.depends_context("lang")
    def _compute_step(self):
        for company, rows in self.grouped("company_id").items():
            balances = {row.partner_id: row.balance for row in rows}
            found = self._steps(balances, company)
            for row in rows:
                row.missing, row.next_gift_id, row.next_step = found[row.partner_id]

    @api.model
    def _steps(self, balances, company):
        """dict partner → ``(points missing, gift, sentence)``."""
        offered = self._offered(company)
        gifts = [(gift.points, gift) for gift in offered]
        grades = self._next_grades(balances, company)
        found = {}
        for partner, balance in balances.items():
            taken = [] if partner.sudo().kehu_is_government else gifts
            missing, gift = rungs.gift(balance, taken) or (0, offered.browse())
            said = [self._say_gift(missing, gift, rungs.reached(balance, taken))]
            said.append(self._say_grade(*grades.get(partner.id, (None, 1, 1))))
            found[partner] = round(missing, 2), gift, " ".join(filter(None, said))
        return found

    @api.model
    def _offered(self, company):
        """Gifts of announced windows that are not over."""
        today = self.env["kehu.facts"]._today(company)
        domain = [
            ("company_id", "=", company.id),
            ("window_id.state", "=", "announced"),
            ("window_id.date_end", ">=", today),
        ]
        gifts = self.env["kehu.points.gift"].sudo().search(domain)
        return gifts.filtered(lambda g: not g.quantity or g.taken < g.quantity)

    # ---------------------------------------------------------------- the grade
    @api.model
    def _next_grades(self, partners, company):
        """dict partner id → ``(grade, multiplier there, multiplier now)``."""
        rules = self.env["kehu.points.rule"]._policy(company.id)
        today = self.env["kehu.facts"]._today(company)
        if not any(r.by_grade and r.date_from <= today <= r.date_end for r in rules):
            return {}
        metrics = self.env["kehu.metric"].sudo()
        metrics = metrics.search(
            [
                ("company_id", "=", company.id),
                ("partner_id", "in", [partner.id for partner in partners]),
            ]
        )
        ladder = self.env["kehu.grade"].sudo()._ladder(company)
        steps = self._multipliers(metrics, company, [grade for _floor, grade in ladder])
        return {
            metric.partner_id.id: self._next_grade(ladder, metric.grade_id.id, times)
            for metric, times in zip(metrics, steps, strict=True)
        }

    @api.model
    def _multipliers(self, metrics, company, grades):
        """For each customer what every grade would give it: dict grade → multiplier."""
        given = self.env["kehu.entitlement"]
        places = [given._place(metric) for metric in metrics]
        asked = [
            place._replace(grade=grade)
            for place in places
            for grade in (place.grade, *grades)
        ]
        gets = iter(given._given(company, asked))
        for place in places:
            yield {
                grade: next(gets).get("points", (1, None))[0]
                for grade in (place.grade, *grades)
            }

    @api.model
    def _next_grade(self, ladder, own, times):
        own = own or None
        found = rungs.grade(ladder, own, times)
        return self.env["kehu.grade"].browse(found), times.get(found, 1), times[own]

    # ---------------------------------------------------------------- in words
    @api.model
    def _say_gift(self, missing, gift, reached):
        if not gift and not reached:
            return ""
        named = gift or reached
        about = {
            "gift": named.product_id.display_name,
            "window": named.window_id.name,
            "day": format_date(self.env, named.window_id.date_end),
        }
        if gift:
            return self.env._(
                "Another %(missing)s points, and %(gift)s can be redeemed "
                "(%(window)s, until %(day)s).",
                missing=self._count(missing),
                **about,
            )
        return self.env._(
            "Enough points for every gift, up to %(gift)s (%(window)s, until %(day)s).",
            **about,
        )

    @api.model
    def _say_grade(self, grade, times, now):
        if not grade:
            return ""
        return self.env._(
            "At grade %(grade)s each point counts %(times)s times, now %(now)s.",
            grade=grade.name,
            times=self._count(times),
            now=self._count(now),
        )

    @api.model
    def _count(self, number):
        return formatLang(self.env, number, digits=2).rstrip("0").rstrip(".,")
