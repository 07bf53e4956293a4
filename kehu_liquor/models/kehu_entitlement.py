from odoo import api, fields, models, tools
from odoo.tools import formatLang

from ..engine import entitlements
from .kehu_metric import QUADRANTS

KINDS = [
    ("payment_days", "Credit Days"),
    ("credit_limit", "Credit Limit"),
    ("delivery_hours", "Delivery Promise"),
    ("priority", "Priority for Scarce Products"),
    ("points", "Point Multiplier"),
    ("support_quota", "Support Quota"),
    ("visits", "Visits a Month"),
]


#: What a row says, and for whom.
CONDITIONS = [
    "kind",
    "value",
    "company_id",
    "role_id",
    "quadrant",
    "grade_id",
    "audience_id",
]


class KehuEntitlement(models.Model):
    """What a customer gets: a promise, and for which grade, quadrant, role, audience.

    Terms, delivery, priority, points, support and visits are rows. Of the rows that
    fit a customer the most specific one wins: the company's own before the shared,
    more conditions before fewer, then role, quadrant, grade, audience.
    """

    _name = "kehu.entitlement"
    _inherit = ["kehu.in.company"]
    _description = "What customers get"
    _order = "kind, sequence, id"
    _check_company_auto = True

    kind = fields.Selection(KINDS, required=True, string="What")
    value = fields.Float(required=True, digits=(16, 2), aggregator=None)
    unit = fields.Char(compute="_compute_unit")
    note = fields.Char(
        string="In Words", translate=True, help="Said instead, e.g. “same day”."
    )
    grade_id = fields.Many2one(
        "kehu.grade", index=True, ondelete="cascade", check_company=True
    )
    quadrant = fields.Selection(QUADRANTS)
    role_id = fields.Many2one("kehu.role", ondelete="cascade")
    audience_id = fields.Many2one("kehu.audience", ondelete="cascade")
    company_id = fields.Many2one(
        "res.company", help="Empty: for all companies without their own."
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _not_negative = models.Constraint(
        "CHECK (value >= 0)", "What a customer gets cannot be negative."
    )
    _quota_in_range = models.Constraint(
        "CHECK (kind <> 'support_quota' OR value <= 100)",
        "A support quota lies between 0 and 100 % of net sales.",
    )
    _one_answer = models.UniqueIndex(
        "(kind, COALESCE(company_id, 0), COALESCE(grade_id, 0),"
        " COALESCE(quadrant, ''), COALESCE(role_id, 0), COALESCE(audience_id, 0))"
        " WHERE active",
        "For the same customers this is already said: change that row.",
    )

    @api.depends("kind")
    @api.depends_context("lang")
    def _compute_unit(self):
        units = self._units()
        for row in self:
            row.unit = units.get(row.kind, "")

    def _units(self):
        return {
            "payment_days": self.env._("days"),
            "credit_limit": self.env.company.currency_id.symbol,
            "delivery_hours": self.env._("hours"),
            "priority": self.env._("points of priority"),
            "points": self.env._("times the points"),
            "support_quota": self.env._("percent of net sales"),
            "visits": self.env._("a month"),
        }

    @api.depends("kind", "value", "note")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for row in self:
            row.display_name = f"{labels.get(row.kind, '')}: {row._say()}"

    def _say(self):
        """The promise in words, else the number with its unit."""
        if self.note:
            return self.note
        number = formatLang(self.env, self.value, digits=2).rstrip("0").rstrip(".,")
        return f"{number} {self.unit}".strip()

    # ------------------------------------------------------------------ CRUD
    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        self.env.registry.clear_cache()
        return rows

    def write(self, vals):
        done = super().write(vals)
        self.env.registry.clear_cache()
        return done

    def unlink(self):
        done = super().unlink()
        self.env.registry.clear_cache()
        return done

    # ---------------------------------------------------------- for others
    @api.model
    def _of(self, metrics):
        """What each customer gets.

        :param metrics: `kehu.metric` records, of any number of companies
        :return: dict metric id → dict kind → ``(value, row)``
        """
        got = {}
        for company in metrics.company_id:
            ours = metrics.filtered(lambda m, c=company: m.company_id == c)
            places = [self._place(metric) for metric in ours]
            for metric, given in zip(ours, self._given(company, places), strict=True):
                got[metric.id] = {
                    kind: (value, self.browse(row))
                    for kind, (value, row) in given.items()
                }
        return got

    @api.model
    def _given(self, company, places):
        """The same for places on which customers stand, each worked out once."""
        known = {place: self._here(company.id, place) for place in set(places)}
        return [known[place] for place in places]

    @api.model
    @tools.ormcache("company_id", "place")
    def _here(self, company_id, place):
        return entitlements.given(self._rows(company_id), place)

    @api.model
    def _values(self, kind, places):
        """One kind for places ``(company, role, quadrant, grade, audience)``.

        :return: the places, each with its value behind, 0 where nothing is promised
        """
        return [
            (
                *place,
                self._here(place[0], entitlements.Place(*place[1:])).get(
                    kind, (0, None)
                )[0],
            )
            for place in places
        ]

    @api.model
    @tools.ormcache("company_id")
    def _rows(self, company_id):
        """The company's rows and the shared ones, as the engine takes them.

        One for a grade, role or audience that is deleted meanwhile fits nobody.
        """
        rows = self.sudo().with_context(active_test=True)
        ours = rows.search_fetch(
            [("company_id", "in", [company_id, False])], CONDITIONS
        )
        return [
            entitlements.Row(
                kind=row.kind,
                value=row.value,
                row=row.id,
                own=bool(row.company_id),
                role=row.role_id.id or None,
                quadrant=row.quadrant or None,
                grade=row.grade_id.id or None,
                audience=row.audience_id.id or None,
            )
            for row in ours
        ]

    @api.model
    def _place(self, metric):
        return entitlements.Place(
            role=metric.sudo().partner_id.kehu_role_id.id or None,
            quadrant=metric.quadrant or None,
            grade=metric.grade_id.id or None,
            audience=metric.audience_id.id or None,
        )
