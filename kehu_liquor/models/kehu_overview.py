from odoo import api, models
from odoo.exceptions import AccessError, UserError

from .kehu_metric import QUADRANTS

#: What the pictures can be narrowed down to: key → operator on `kehu.metric`.
FILTERS = {
    "audience_id": "=",
    "role_id": "=",
    "territory_id": "child_of",
    "user_id": "=",
}
ID, NO = int, type(None)
#: What a bar, bubble, group, rung or trait sends to be opened: its keys and types.
PARTS = {
    "rank": {"first": {ID}, "last": {ID}},
    "without": {},
    "unknown": {},
    "group": {"quadrant": {str, NO}},
    "cell": {"quadrant": {str}, "loyalty": {ID}, "volume": {ID, NO}},
    "rung": {"ladder": {str}, "value": {ID, NO}},
    "trait": {"trait": {str}, "value": {ID}, "top": {bool}},
}
WORDS = {
    "quadrant": {name for name, _label in QUADRANTS},
    "ladder": {"grade_id", "role_id", "territory_id"},
    "trait": {"role_id", "territory_id", "source_id", "rhythm", "categ_id"},
}
LARGEST = 2**31
KNOWN = {*FILTERS, "measure", "period"}


class KehuOverview(models.AbstractModel):
    """The customers of a lead or manager in pictures: where the money comes from.

    Answers from the last night's figures of the current company, of the customers
    whom the reader's own record rules show: a lead's team, for a manager all. A part
    of a picture opens exactly the customers that it counts, by the same question.
    """

    _name = "kehu.overview"
    _description = "Overview of customers"

    # --------------------------------------------------------- for the screen
    @api.model
    def get_overview(self, filters):
        """Totals, curve, quadrant and ladders, in the reader's words.

        :param filters: dict of `FILTERS`, ``measure`` and ``period``; without
            ``audience_id`` the largest audience is taken, with False all of them
        """
        self._check_reader()
        filters = self._read_filters(filters)
        choices = self._choices(filters)
        filters.setdefault("audience_id", choices["largest"])
        line = self.env.company.kehu_pareto_a
        found = self._facts()._overview(
            self._customers(filters), self._ranking(filters), line
        )
        return {
            "as_of": self._say_as_of(),
            "period": self._say_period(filters),
            "filters": filters,
            "choices": self._name_choices(choices, filters["audience_id"])
            | {"period": self._name_periods(filters)},
            "measures": self._name_measures(),
            "total": found["whole"]["all_n"],
            "pareto": self._draw_pareto(found, filters, line),
            "quadrant": self._draw_quadrant(found, filters),
            "ladders": self._draw_ladders(found, filters),
        }

    @api.model
    def get_traits(self, filters, products=False):
        """What the best fifth have in common, against the other buyers.

        :param products: by product category bought, which takes longer
        """
        self._check_reader()
        filters = self._read_filters(filters)
        customers, measure = self._customers(filters), self._ranking(filters)
        facts = self._facts()
        if products:
            buyers, counts = facts._overview_products(
                customers, measure, self.env.company, *self._span(filters)
            )
        else:
            buyers, counts = facts._overview_traits(customers, measure)
        return self._draw_traits(counts, *buyers)

    @api.model
    def action_open(self, filters, part):
        """Open the customers that a part of a picture counts."""
        self._check_reader()
        filters, part = self._read_filters(filters), self._read_part(part)
        domain = getattr(self, f"_part_{part['chart']}")(filters, part)
        metrics = self.env["kehu.metric"]
        if part["chart"] in ("rank", "cell"):
            found = metrics.search(domain, limit=2)
            if len(found) == 1:
                return found.action_open_partner()
        return {
            "type": "ir.actions.act_window",
            "name": self._name_part(part),
            "res_model": "kehu.metric",
            "views": [[False, "list"], [False, "kanban"], [False, "pivot"]],
            "domain": domain,
            "context": {"create": False},
        }

    # ---------------------------------------------------------------- access
    @api.model
    def _check_reader(self):
        if not self.env.user.has_group("kehu_liquor.group_kehu_lead"):
            raise AccessError(
                self.env._("The overview is for team leads and managers.")
            )
        self.env["kehu.metric"].check_access("read")

    @api.model
    def _refuse(self):
        raise UserError(self.env._("The overview does not know this question."))

    @api.model
    def _read_filters(self, filters):
        """The filters as meant; anything else is refused."""
        if not isinstance(filters, dict) or set(filters) - KNOWN:
            self._refuse()
        asked = dict(filters)
        measure = asked.pop("measure", "net_12m")
        if not isinstance(measure, str) or measure not in self._measures():
            self._refuse()
        period = self._read_period(asked.pop("period", None), measure)
        for value in asked.values():
            whole = type(value) is int and 0 < value < LARGEST
            if not whole and value is not False and value is not None:
                self._refuse()
        return {
            **{key: value or False for key, value in asked.items()},
            "measure": measure,
            "period": period,
        }

    @api.model
    def _read_part(self, part):
        chart = part.get("chart") if isinstance(part, dict) else None
        keys = PARTS.get(chart) if isinstance(chart, str) else None
        if keys is None or set(part) != {*keys, "chart"}:
            self._refuse()
        for key, types in keys.items():
            value = part[key]
            known = value is None or value in WORDS.get(key, {value})
            if type(value) not in types or not known:
                self._refuse()
            if type(value) is int and abs(value) >= LARGEST:
                self._refuse()
        return part

    # -------------------------------------------------------------- customers
    @api.model
    def _measures(self):
        """What can rank customers: name → label; another addon adds its own.

        Margin where products have a cost, for those who see it in the sales analysis.
        """
        measures = {"net_12m": self.env._("Net Sales")}
        if self._may_see_margin() and self._facts()._has_margins(self.env.company):
            measures["margin"] = self.env._("Gross Margin")
        return measures

    @api.model
    def _may_see_margin(self):
        lines = self.env["kehu.sale.analysis"]
        return lines._has_field_access(lines._fields["margin"], "read")

    @api.model
    def _domain(self, filters):
        """The customers of the pictures, as every list opened from them begins."""
        asked = [
            (key, operator, filters[key])
            for key, operator in FILTERS.items()
            if filters.get(key)
        ]
        return [("company_id", "=", self.env.company.id), *asked]

    @api.model
    def _customers(self, filters):
        return self.env["kehu.metric"]._search(self._domain(filters))

    @api.model
    def _facts(self):
        return self.env["kehu.facts"].sudo()

    @api.model
    def _day(self):
        """The day the figures hold for; the company's today before the first night."""
        company = self.env.company
        last = self.env["kehu.run"].sudo()._last_days(company)
        return last.get(company) or self._facts()._today(company)

    # ------------------------------------------------------------------ parts
    @api.model
    def _those(self, ids):
        return [("id", "in", ids)]

    @api.model
    def _part_rank(self, filters, part):
        return self._those(
            self._facts()._overview_ranks(
                self._customers(filters),
                self._ranking(filters),
                part["first"],
                part["last"],
            )
        )

    @api.model
    def _part_without(self, filters, _part):
        return self._those(
            self._facts()._overview_without(
                self._customers(filters), self._ranking(filters)
            )
        )

    @api.model
    def _part_unknown(self, filters, _part):
        return self._those(
            self._facts()._overview_without(
                self._customers(filters), self._ranking(filters), unknown=True
            )
        )

    @api.model
    def _part_cell(self, filters, part):
        return self._those(
            self._facts()._overview_cell(
                self._customers(filters),
                part["quadrant"],
                part["loyalty"],
                part["volume"],
            )
        )

    @api.model
    def _part_group(self, filters, part):
        return [*self._domain(filters), ("quadrant", "=", part["quadrant"] or False)]

    @api.model
    def _part_rung(self, filters, part):
        return [*self._domain(filters), (part["ladder"], "=", part["value"] or False)]

    @api.model
    def _part_trait(self, filters, part):
        facts, more = self._facts(), {}
        if part["trait"] == "categ_id":
            more = facts._overview_baskets(self.env.company, *self._span(filters))
        return self._those(
            facts._overview_trait_ids(
                self._customers(filters),
                self._ranking(filters),
                part["trait"],
                part["value"],
                part["top"],
                **more,
            )
        )
