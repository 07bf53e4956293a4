from dataclasses import replace

from odoo import api, models

from .kehu_metric_behaviour import BEHAVIOUR


class KehuScoringBehaviour(models.AbstractModel):
    """Schemes that score behaviour: contacts, service kept, advice adopted.

    Read beside the stored figures, for the customers at hand and as of the day, so
    that night, dry run and replay say the same; nothing is asked when no scheme does.
    """

    _inherit = "kehu.scoring"

    @api.model
    def _rules(self, company, instead=None):
        rules = super()._rules(company, instead)
        used = frozenset(
            criterion.key
            for criteria in rules.criteria.values()
            for criterion in criteria
            if criterion.key in BEHAVIOUR
        )
        stored = tuple(key for key in rules.keys if key not in BEHAVIOUR)
        return replace(rules, keys=stored, behaviour=used)

    @api.model
    def _add_answers(self, company, day, rules, rows):
        super()._add_answers(company, day, rules, rows)
        if not rules.behaviour:
            return
        blank = dict.fromkeys(rules.behaviour)
        found = self.env["kehu.facts"]._behaviour(
            company, day, [row["partner_id"] for row in rows]
        )
        for row in rows:
            figures = found[row["partner_id"]]
            row.update({**blank, **{k: figures[k] for k in blank.keys() & figures}})
