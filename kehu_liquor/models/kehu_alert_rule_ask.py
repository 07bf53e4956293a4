from ast import literal_eval

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.date_utils import parse_date

from ..engine import alerts
from .kehu_alert_rule import EVENT_FACTS, TWINS

#: Many of these at once tell nothing of anybody else.
WORDS = {"res.partner.category", "kehu.demand"}


class KehuAlertRuleAsk(models.Model):
    """A rule put to the database: its condition on a day, and one query for all."""

    _inherit = "kehu.alert.rule"

    # ------------------------------------------------------------ the asking
    def _parsed(self):
        return Domain(literal_eval(self.domain or "[]"))

    def _too_far(self, model, domain):
        """A path of a condition that leads to others' rows, or nothing.

        The night asks as superuser, past all record rules: so from a row one follows
        only what it has one of, and plain words like tags.
        """
        for condition in Domain(domain).iter_conditions():
            here, steps = self.env[model], condition.field_expr.split(".")
            inner = condition.operator in ("any", "not any")
            for step in steps if inner else steps[:-1]:
                field = here._fields[step]
                if field.type.endswith("2many") and field.comodel_name not in WORDS:
                    return condition.field_expr
                here = self.env[field.comodel_name]
            if inner and (far := self._too_far(here._name, condition.value)):
                return far
        return None

    def _twins(self):
        """Figures of the condition that may be missing, and what says so."""
        known = self.env[self.model]._fields
        try:
            used = [
                condition.field_expr.split(".")[0]
                for condition in self._parsed().iter_conditions()
            ]
        except Exception:  # not yet a condition: said when it is saved
            return []
        twins = [TWINS.get(name, f"has_{name}") for name in used]
        return [name for name in dict.fromkeys(twins) if name in known]

    def _condition(self, day):
        """The rule's domain true for a day, with the figures it needs known."""
        here = self.env[self.model]
        offset = day - fields.Date.context_today(here)

        def dated(condition):
            value = condition.value
            if isinstance(value, str) and value.split()[:1] == ["today"]:
                value = parse_date(value, here.env) + offset
            return Domain(condition.field_expr, condition.operator, value)

        known = Domain.AND(Domain(name, "=", True) for name in self._twins())
        return self._parsed().map_conditions(dated) & known

    def _fact_names(self):
        """Fields of the model that the sentence needs."""
        told = EVENT_FACTS.get(self.trigger, set())
        names = [gap.name for gap in alerts.gaps(self.sentence)]
        return [name for name in dict.fromkeys(names) if name not in told]

    def _in_company(self, company, day):
        """The rule as the superuser asks it, in that company and its time zone."""
        zone = company.sudo().resource_calendar_id.tz or "UTC"
        return self.sudo().with_context(
            allowed_company_ids=company.ids, tz=zone, kehu_day=day
        )

    def _ask(self, company, day):
        """Ask the rule of all customers. :return: opened, touched, passed"""
        rule = self._in_company(company, day)
        facts = rule.env["kehu.facts"]
        model = rule.env[rule.model]
        query = model._search(rule._condition(day))
        partner, here = facts._warn_places(
            rule.model, rule._partner_path(rule.model), company
        )
        by_record = rule.by_record and rule.model != "res.partner"
        key, amount, kept = facts._warn_words(
            rule.model,
            rule._fact_names(),
            rule.amount_field,
            rule.key_field,
            by_record,
            rule.by_month,
            day,
        )
        return facts._warn(
            facts._watch(
                rule_id=rule.id,
                company_id=company.id,
                day=day,
                severity=rule.severity,
                is_money=rule.is_money,
                table=model._table,
                record=query.subselect(),
                partner=partner,
                company=here,
                key=key,
                amount=amount,
                facts=kept,
                told=facts._warn_told(rule.tell, rule.person_id),
                res_model=rule.model,
                version=rule.version,
            )
        )

    # ---------------------------------------------------------------- events
    @api.model
    def _for_event(self, trigger, company):
        """Rules in force for an event in a company."""
        return self.sudo().search(
            [("trigger", "=", trigger), ("company_id", "in", (False, company.id))]
        )

    def _event_partners(self, company, partners):
        """Those of the customers whom this event rule is about."""
        if self.domain.strip() == "[]":
            return partners
        rule = self._in_company(company, fields.Date.context_today(self))
        domain = rule._condition(fields.Date.context_today(rule))
        own = Domain(
            [("partner_id", "in", partners.ids), ("company_id", "=", company.id)]
        )
        return rule.env["kehu.metric"].search(domain & own).partner_id
