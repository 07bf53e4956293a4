from odoo import api, models

from ..engine.traits import compare

#: Where the names of a trait's values are; the rhythm has its own words.
TRAIT_MODELS = {
    "role_id": "kehu.role",
    "territory_id": "kehu.territory",
    "source_id": "kehu.source",
    "categ_id": "product.category",
}
BANDS = ((0, 7), (8, 14), (15, 30), (31, 60), (61, 90), (91, None))
MOST = 30


class KehuOverviewTraits(models.AbstractModel):
    """What the best fifth of the buyers share and the others do not, as a table."""

    _inherit = "kehu.overview"

    @api.model
    def _draw_traits(self, counts, top, rest):
        traits = compare(counts, top, rest)
        if len(traits) > MOST:
            traits = [*traits[: MOST // 2], *traits[-MOST // 2 :]]
        names = self._trait_names(traits)
        return {
            "empty": False
            if traits
            else self.env._("Too few buyers show a common trait to compare."),
            "table": {
                "columns": [
                    self.env._("Trait"),
                    self.env._("Best 20%% (%s customers)", self._number(top)),
                    self.env._("Others (%s customers)", self._number(rest)),
                    self.env._("Difference (Points)"),
                    self.env._("How Many Times as Often"),
                ],
                "rows": [self._trait(trait, names) for trait in traits],
            },
        }

    @api.model
    def _trait(self, trait, names):
        gap = 100 * (trait.top_share - trait.rest_share)
        lift = self._text_cell(self.env._("only there"))
        if trait.lift is not None:
            lift = {"text": f"{trait.lift:.1f} ×", "value": trait.lift}
        said = f"{self._trait_label(trait.kind)} · {names[trait.kind, trait.value]}"
        part = {"chart": "trait", "trait": trait.kind, "value": trait.value}
        return {
            "kind": trait.kind,
            "cells": [
                self._text_cell(said),
                self._trait_cell(trait.top_share, trait.top_count, part, True),
                self._trait_cell(trait.rest_share, trait.rest_count, part, False),
                {"text": f"{gap:+.1f}", "value": round(gap, 2)},
                lift,
            ],
        }

    @api.model
    def _trait_cell(self, share, count, part, top):
        customers = self.env._("%s customers", self._number(count))
        return {
            "text": f"{self._say_share(share)} · {customers}",
            "value": round(share, 6),
            "count": count,
            "part": {**part, "top": top} if count else None,
        }

    @api.model
    def _trait_label(self, kind):
        return {
            "role_id": self.env._("Role"),
            "territory_id": self.env._("Territory"),
            "source_id": self.env._("Source"),
            "rhythm": self.env._("Rhythm"),
            "categ_id": self.env._("Buys"),
        }[kind]

    @api.model
    def _trait_names(self, traits):
        names = {
            ("rhythm", band): self._say_band(*BANDS[band]) for band in range(len(BANDS))
        }
        for kind, model in TRAIT_MODELS.items():
            ids = [trait.value for trait in traits if trait.kind == kind]
            for record in self.env[model].sudo().browse(ids):
                names[kind, record.id] = record.display_name
        return names

    @api.model
    def _say_band(self, first, last):
        if last is None:
            return self.env._("every %s days or more", first)
        if not first:
            return self.env._("every %s days or less", last)
        return self.env._("every %(first)s to %(last)s days", first=first, last=last)

    # ------------------------------------------------------------ what opens
    @api.model
    def _name_part(self, part):
        """The title of the list that a part opens."""
        chart = part["chart"]
        if chart == "rank":
            return self.env._(
                "Customers ranked %(first)s to %(last)s",
                first=self._number(part["first"]),
                last=self._number(part["last"]),
            )
        if chart in ("group", "cell") and part["quadrant"]:
            field = self.env["kehu.metric"]._fields["quadrant"]
            return dict(field._description_selection(self.env))[part["quadrant"]]
        if chart == "rung":
            return self._name_rung(part)
        if chart == "trait":
            return self._name_trait(part)
        if chart == "unknown":
            return self.env._("Customers whose costs are not all known")
        return self.env._("Customers")

    @api.model
    def _name_rung(self, part):
        if not part["value"]:
            return self._without(part["ladder"])
        field = self.env["kehu.metric"]._fields[part["ladder"]]
        return self.env[field.comodel_name].browse(part["value"]).display_name

    @api.model
    def _name_trait(self, part):
        group = self.env._("Best 20%") if part["top"] else self.env._("Other buyers")
        return f"{group} · {self._trait_label(part['trait'])}"
