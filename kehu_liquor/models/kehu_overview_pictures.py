from odoo import api, models

from .kehu_metric import QUADRANTS
from .kehu_overview_period import USUAL

#: With fewer buyers a curve says nothing.
FEWEST = 5
SHARE_TOP = 20
LADDER_MODELS = {
    "grade_id": "kehu.grade",
    "role_id": "kehu.role",
    "territory_id": "kehu.territory",
}


class KehuOverviewPictures(models.AbstractModel):
    """Each picture with its sentence and the same figures as a table beneath.

    A row carries its ``part``: what the browser sends back to open its customers.
    """

    _inherit = "kehu.overview"

    # ---------------------------------------------------------------- Pareto
    @api.model
    def _draw_pareto(self, found, filters, line):
        whole, bars = found["whole"], found["bars"]
        label = self._ranking_label(filters)
        scale = self._scale([bar["amount"] for bar in bars])
        names = self._bar_names(bars)
        rows = [self._bar(bar, whole, names, scale) for bar in bars]
        if whole["rest_n"]:
            rows.append(self._bar_without(whole, scale))
        if whole["unknown_n"]:
            rows.append(self._bar_unknown(whole))
        return {
            "title": self.env._("Pareto: whom the money comes from"),
            "sentences": self._pareto_sentences(whole, filters, line),
            "empty": self._pareto_empty(whole, filters),
            "unit": self._unit(scale),
            "divisor": scale.divisor,
            "line": line,
            "line_label": self.env._("%s%% line", f"{line:g}"),
            "line_rank": whole["line_rank"],
            "money_label": self._money_label(label, scale),
            "bars": rows[: len(bars)],
            "table": {
                "columns": [
                    self.env._("Rank"),
                    self.env._("Customers"),
                    self._money_label(label, scale),
                    self.env._("Cumulative Share"),
                ],
                "rows": rows,
            },
        }

    @api.model
    def _bar_names(self, bars):
        ids = [bar["id"] for bar in bars if bar["first"] == bar["last"]]
        metrics = self.env["kehu.metric"].sudo().browse(ids)
        return {metric.id: metric.partner_id.display_name for metric in metrics}

    @api.model
    def _bar(self, bar, whole, names, scale):
        first, last = bar["first"], bar["last"]
        share = self._share(bar["running"], whole)
        rank = self._number(first)
        who = names.get(bar["id"]) if first == last else None
        if first != last:
            rank = f"{rank}–{self._number(last)}"
            who = self.env._("%s customers", self._number(last - first + 1))
        return {
            "label": who if first == last else rank,
            "amount": bar["amount"],
            "share": None if share is None else 100 * share,
            "last": last,
            "cells": [
                self._text_cell(rank),
                self._text_cell(who),
                self._money_cell(scale, bar["amount"]),
                self._text_cell("–") if share is None else self._share_cell(share),
            ],
            "part": {"chart": "rank", "first": first, "last": last},
        }

    @api.model
    def _share(self, amount, whole):
        """Of all that came in; where nothing is left in all, there is no share."""
        return amount / whole["amount"] if whole["amount"] > 0 else None

    @api.model
    def _bar_without(self, whole, scale):
        """Those not on the curve, so that the table counts everybody."""
        count = self._number(whole["rest_n"])
        return {
            "cells": [
                self._text_cell("–"),
                self._text_cell(self.env._("%s customers without any", count)),
                self._money_cell(scale, whole["rest_amount"]),
                self._text_cell("–"),
            ],
            "part": {"chart": "without"},
        }

    @api.model
    def _pareto_sentences(self, whole, filters, line):
        said = []
        if whole["amount"] > 0:
            said = self._pareto_shares(whole, filters, line)
        if filters["measure"] == "margin":
            said += self._margin_sentences(whole)
        return said

    @api.model
    def _pareto_shares(self, whole, filters, line):
        return [
            self.env._(
                "The best %(part)s%% of buyers (%(count)s) bring %(share)s of %(what)s",
                part=SHARE_TOP,
                count=self.env._("%s customers", self._number(whole["top_n"])),
                share=self._say_share(whole["top_amount"] / whole["amount"]),
                what=self._ranking_label(filters),
            ),
            self.env._(
                "%(line)s%% line: customer no. %(rank)s of %(count)s",
                line=f"{line:g}",
                rank=self._number(whole["line_rank"]),
                count=self._number(whole["n"]),
            ),
        ]

    @api.model
    def _pareto_empty(self, whole, filters):
        if whole["n"] >= FEWEST:
            return False
        if filters["measure"] == "margin":
            return self.env._(
                "Fewer than %s customers with a known margin: the curve means nothing "
                "yet.",
                FEWEST,
            )
        return self.env._(
            "Fewer than %s customers with net sales: the curve means nothing yet.",
            FEWEST,
        )

    # -------------------------------------------------------------- quadrant
    @api.model
    def _draw_quadrant(self, found, filters):
        groups = {group["quadrant"]: group for group in found["groups"]}
        scale = self._scale([group["amount"] for group in groups.values()])
        labels = dict(
            self.env["kehu.metric"]._fields["quadrant"]._description_selection(self.env)
        )
        rows = [
            self._group(name, labels[name], groups.get(name), found["whole"], scale)
            for name, _label in QUADRANTS
        ]
        if None in groups:
            label = self.env._("No loyalty yet")
            rows.append(self._group(None, label, groups[None], found["whole"], scale))
        bubbles = self._bubbles(found["cells"], labels)
        audience = filters["audience_id"]
        return {
            "title": self.env._("Volume × loyalty"),
            "period": self._say_period(filters | {"period": USUAL}),
            "empty": False
            if bubbles
            else self.env._("No customer has both net sales and loyalty yet."),
            **self._axes([b["y"] for b in bubbles if b["y"]]),
            "loyalty_cut": self.env.company.kehu_loyalty_cut,
            "volume_cut": self._facts()._overview_cut(self.env.company, audience)
            if audience
            else None,
            "bubbles": bubbles,
            "groups": [{"key": name, "label": labels[name]} for name, _l in QUADRANTS],
            "table": {
                "columns": [
                    self.env._("Group"),
                    self.env._("Number of Customers"),
                    self._money_label(self._label("net_12m"), scale),
                    self.env._("Share of Customers"),
                ],
                "rows": rows,
            },
        }

    @api.model
    def _axes(self, amounts):
        scale = self._scale(amounts)
        return {
            "unit": self._unit(scale),
            "divisor": scale.divisor,
            "volume_label": self._money_label(self._label("net_12m"), scale),
            "loyalty_label": self.env._("Loyalty (0–100)"),
        }

    @api.model
    def _group(self, name, label, group, whole, scale):
        count, amount = (group["n"], group["amount"]) if group else (0, 0)
        customers = self.env._("%s customers", self._number(count))
        return {
            "key": name,
            "corner": f"{label} · {customers} · {self._say_money(scale, amount)}",
            "cells": [
                self._text_cell(label),
                self._count_cell(count),
                self._money_cell(scale, amount),
                self._share_cell(count / whole["all_n"] if whole["all_n"] else 0),
            ],
            "part": {"chart": "group", "quadrant": name},
        }

    @api.model
    def _bubbles(self, cells, labels):
        names = self._bar_names(
            [{"id": cell["id"], "first": 1, "last": cell["n"]} for cell in cells]
        )
        return [self._bubble(cell, names, labels) for cell in cells]

    @api.model
    def _bubble(self, cell, names, labels):
        money = self._say_money(self._scale([cell["amount"]]), cell["amount"])
        who = names.get(cell["id"]) or self.env._(
            "%s customers", self._number(cell["n"])
        )
        return {
            "group": cell["quadrant"],
            "x": round(cell["loyalty"], 1),
            "y": cell["volume"],
            "n": cell["n"],
            "text": f"{labels[cell['quadrant']]} · {who} · {money}",
            "part": {
                "chart": "cell",
                "quadrant": cell["quadrant"],
                "loyalty": cell["loyalty_cell"],
                "volume": cell["volume_cell"],
            },
        }

    # --------------------------------------------------------------- ladders
    @api.model
    def _draw_ladders(self, found, filters):
        """Customers on the left, money on the right: by grade, role, territory."""
        titles = {
            "grade_id": self.env._("By grade"),
            "role_id": self.env._("By role in the channel"),
            "territory_id": self.env._("By territory"),
        }
        return [
            self._draw_ladder(found, filters, ladder, titles[ladder])
            for ladder in LADDER_MODELS
        ]

    @api.model
    def _draw_ladder(self, found, filters, ladder, title):
        rungs = [row for row in found["ladders"] if row["ladder"] == ladder]
        scale = self._scale([rung["amount"] for rung in rungs])
        records, label = self._rungs(ladder, rungs), self._ranking_label(filters)
        by_value = {rung["value"]: rung for rung in rungs}
        rows = [
            self._rung(ladder, by_value.get(record.id), record, found["whole"], scale)
            for record in records
        ]
        if None in by_value:
            empty = records.browse()
            rows.append(
                self._rung(ladder, by_value[None], empty, found["whole"], scale)
            )
        return {
            "key": ladder,
            "title": title,
            "unit": self._unit(scale),
            "divisor": scale.divisor,
            "count_label": self.env._("Number of Customers"),
            "money_label": self._money_label(label, scale),
            "table": {
                "columns": [
                    self._label(ladder),
                    self.env._("Number of Customers"),
                    self.env._("Share of Customers"),
                    self._money_label(label, scale),
                    self.env._("Share of Money"),
                ],
                "rows": rows,
            },
        }

    @api.model
    def _rungs(self, ladder, rungs):
        """The records of a ladder, all grades in use also where nobody stands."""
        ids = {rung["value"] for rung in rungs if rung["value"]}
        records = self.env[LADDER_MODELS[ladder]].sudo()
        if ladder == "grade_id":
            ids |= {grade for _floor, grade in records._ladder(self.env.company)}
        return records.browse(ids).sorted()

    @api.model
    def _rung(self, ladder, rung, record, whole, scale):
        count, amount = (rung["n"], rung["amount"]) if rung else (0, 0)
        money = whole["amount"] + whole["rest_amount"]
        label = record.display_name if record else self._without(ladder)
        return {
            "label": label,
            "shade": record.color if record and ladder == "grade_id" else None,
            "n": count,
            "amount": amount,
            "cells": [
                self._text_cell(label),
                self._count_cell(count),
                self._share_cell(count / whole["all_n"] if whole["all_n"] else 0),
                self._money_cell(scale, amount),
                self._share_cell(amount / money) if money > 0 else self._text_cell("–"),
            ],
            "part": {"chart": "rung", "ladder": ladder, "value": record.id or None},
        }

    @api.model
    def _without(self, ladder):
        return {
            "grade_id": self.env._("Ungraded"),
            "role_id": self.env._("Without a role"),
            "territory_id": self.env._("Without a territory"),
        }[ladder]
