from odoo import api, fields, models
from odoo.tools import format_date, formatLang

from ..engine.money import scale_for

TEN_THOUSAND, THOUSAND = 10_000, 1000
CHOICES = {
    "role_id": "kehu.role",
    "territory_id": "kehu.territory",
    "user_id": "res.users",
}


class KehuOverviewChoices(models.AbstractModel):
    """What a reader may choose on the overview, and how amounts are said there."""

    _inherit = "kehu.overview"

    # --------------------------------------------------------------- choices
    @api.model
    def _choices(self, filters):
        """Audiences, roles, territories, owners of the reader's customers."""
        facts = self._facts()
        rows = facts._overview_choices(self._customers({"measure": filters["measure"]}))
        audiences = {}
        for row in rows:  # the audience's own row counts most of its rows
            audience = row["audience_id"]
            audiences[audience] = max(audiences.get(audience, 0), row["n"])
        audiences.pop(None, None)
        largest = max(audiences, key=lambda key: (audiences[key], -key), default=False)
        return {"largest": largest, "audiences": audiences, "rows": rows}

    @api.model
    def _name_choices(self, choices, audience_id):
        """Lists of ``{value, label}`` by filter, those of the chosen audience."""
        audiences = self.env["kehu.audience"].sudo().browse(choices["audiences"])
        named = {
            "audience_id": [
                {"value": audience.id, "label": audience.name}
                for audience in audiences.sorted()
            ]
        }
        for key, model in CHOICES.items():
            ids = {
                row[key]
                for row in choices["rows"]
                if row[key] and audience_id in (False, row["audience_id"])
            }
            records = self.env[model].sudo().browse(ids)
            if key == "territory_id":
                records |= self._above(records)
            named[key] = [
                {"value": record.id, "label": record.display_name}
                for record in records.sorted()
            ]
        return named

    @api.model
    def _above(self, territories):
        """The regions that these are part of: they can be chosen as a whole."""
        above = territories.parent_id
        while above.parent_id - above:
            above |= above.parent_id
        return above

    @api.model
    def _name_measures(self):
        return [
            {"value": name, "label": label} for name, label in self._measures().items()
        ]

    # ----------------------------------------------------------------- words
    @api.model
    def _say_as_of(self):
        last = self.env["kehu.run"].sudo()._last_days(self.env.company)
        day = last.get(self.env.company)
        if not day:
            return self.env._("The first night has not run yet.")
        return self.env._("As of %s", format_date(self.env, fields.Date.to_date(day)))

    @api.model
    def _scale(self, amounts):
        """One scale for a whole table; Chinese readers count in 万."""
        step = TEN_THOUSAND if (self.env.lang or "").startswith("zh") else THOUSAND
        return scale_for(max((abs(a) for a in amounts), default=0), step)

    @api.model
    def _unit(self, scale):
        currency = self.env.company.currency_id
        word = self.env._("yuan") if currency.name == "CNY" else currency.symbol
        if scale.divisor == TEN_THOUSAND:
            return self.env._("ten thousand %s", word)
        if scale.divisor == THOUSAND:
            return self.env._("thousand %s", word)
        return word

    @api.model
    def _say(self, scale, amount):
        return scale.say(
            amount, lambda number, digits: self._number(float(number), digits)
        )

    @api.model
    def _say_money(self, scale, amount):
        return f"{self._say(scale, amount)} {self._unit(scale)}"

    @api.model
    def _number(self, number, digits=0):
        return formatLang(self.env, number, digits=digits)

    @api.model
    def _say_share(self, share, digits=1):
        return f"{100 * share:.{digits}f}%"

    @api.model
    def _money_cell(self, scale, amount):
        return {
            "text": self._say(scale, amount),
            "value": amount,
            "sheet": round(amount / scale.divisor, 6),  # in the unit of the column
        }

    @api.model
    def _count_cell(self, count):
        return {"text": self._number(count), "value": count}

    @api.model
    def _share_cell(self, share):
        return {"text": self._say_share(share), "value": round(share, 6)}

    @api.model
    def _text_cell(self, text):
        return {"text": text, "value": text}

    @api.model
    def _label(self, name):
        """What a figure of the customers is called."""
        return self.env["kehu.metric"]._fields[name]._description_string(self.env)

    @api.model
    def _money_label(self, label, scale):
        """A column's head or an axis' title, with the unit of all its figures."""
        return self.env._("%(name)s (%(unit)s)", name=label, unit=self._unit(scale))
