from datetime import timedelta

from babel.dates import format_skeleton

from odoo import api, fields, models
from odoo.tools import format_date
from odoo.tools.misc import babel_locale_parse, get_lang

CHOICES = {
    "user_id": "res.users",
    "grade_id": "kehu.grade",
    "territory_id": "kehu.territory",
    "role_id": "kehu.role",
}
#: What the screen is told of a cell; an empty part is left out.
TOLD = (
    "what",
    "id",
    "kind_id",
    "user_id",
    "mark",
    "hour",
    "purpose",
    "note",
    "reason",
)


class KehuCalendarWords(models.AbstractModel):
    """How the calendar says its days, customers and cells to the reader."""

    _inherit = "kehu.calendar"

    # ------------------------------------------------------------------ days
    @api.model
    def _say_span(self, first, last, span):
        if span == "month":
            locale = babel_locale_parse(get_lang(self.env).code)
            return format_skeleton("yMMMM", first, locale=locale)
        ends = (
            format_date(self.env, day, date_format="MM-dd") for day in (first, last)
        )
        return " ~ ".join(ends)

    @api.model
    def _days(self, first, last, today):
        works = self.env["kehu.run"].sudo()._work_days(self.env.company.sudo(), today)
        work = set(works(first, last))
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        return [
            {
                "day": fields.Date.to_string(day),
                "number": day.day,
                "weekday": format_date(self.env, day, date_format="EEEEE"),
                "said": format_date(self.env, day, date_format="MM-dd EEE"),
                "is_rest": day not in work,
                "is_today": day == today,
                "is_ahead": day > today,
            }
            for day in days
        ]

    # ------------------------------------------------------------- customers
    @api.model
    def _scale_of(self, metrics):
        return self.env["kehu.overview"]._scale(metrics.mapped("net_12m"))

    @api.model
    def _money_unit(self, metrics):
        return self.env["kehu.overview"]._unit(self._scale_of(metrics))

    @api.model
    def _rows(self, metrics, cells, day):
        """A customer each: name, grade, money, service kept, and what stands when."""
        overview, scale = self.env["kehu.overview"], self._scale_of(metrics)
        kept, theirs = self._kept(metrics, day), self._by_day(cells)
        rows = []
        for metric in metrics:
            partner, grade = metric.sudo().partner_id, metric.grade_id
            done, every = kept.get(partner.id, (0, 0))
            rows.append(
                {
                    "id": partner.id,
                    "name": partner.name,
                    "grade": {"name": grade.name, "shade": grade.color}
                    if grade
                    else False,
                    "money": overview._say(scale, metric.net_12m),
                    "kept": done,
                    "promised": every,
                    "days": theirs.get(partner.id, {}),
                }
            )
        return rows

    @api.model
    def _by_day(self, cells):
        """Customer id → day → what stands there."""
        field = self.env["kehu.visit"]._fields["purpose_reached"]
        reached, theirs = dict(field._description_selection(self.env)), {}
        for cell in cells:
            days = theirs.setdefault(cell["partner_id"], {})
            day = fields.Date.to_string(cell["day"])
            days.setdefault(day, []).append(self._tell(cell, reached))
        return theirs

    @api.model
    def _tell(self, cell, reached):
        told = {key: cell[key] for key in TOLD if cell[key]}
        if cell["reached"]:
            told["reached"] = reached[cell["reached"]]
        if cell["until"]:
            told["until"] = format_date(self.env, cell["until"])
        return told

    @api.model
    def _kinds(self, cells):
        """Letter and name of the kinds that stand in the calendar."""
        ids = {cell["kind_id"] for cell in cells}
        kinds = self.env["kehu.visit.kind"].browse(ids).sorted()
        return [
            {"id": kind.id, "letter": kind.letter, "name": kind.name} for kind in kinds
        ]

    @api.model
    def _people(self, cells):
        users = self.env["res.users"].sudo().browse({cell["user_id"] for cell in cells})
        return {user.id: user.name for user in users}

    # --------------------------------------------------------------- choices
    @api.model
    def _choices(self):
        """Lists of ``{value, label}`` by filter, of all the reader's customers."""
        everybody = self.env["kehu.metric"]._search(
            [("company_id", "=", self.env.company.id)]
        )
        found = self.env["kehu.facts"].sudo()._calendar_choices(everybody)
        named = {}
        for key, model in CHOICES.items():
            ids = {row[key] for row in found if row[key]}
            records = self.env[model].sudo().browse(ids)
            if key == "territory_id":
                records |= self.env["kehu.overview"]._above(records)
            named[key] = [
                {"value": record.id, "label": record.display_name}
                for record in records.sorted()
            ]
        return named
