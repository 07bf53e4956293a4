import logging
from datetime import timedelta

from odoo import api, fields, models

_logger = logging.getLogger(__name__)

#: Documents dated earlier are no news: they are being entered afterwards.
NEWS_DAYS = 31


class KehuAlertEvent(models.Model):
    """Warnings that come of an event, with what was known at that moment.

    Nothing here may stop the event: a rule that fails is logged and forgotten.
    """

    _inherit = "kehu.alert"

    @api.model
    def _on_event(self, trigger, company, partners, found):
        """Warn by every rule in force for the event.

        :param found: called once if there is a rule; list of dicts with partner_id,
            key, facts and, if it has them, res_model, res_id and amount
        """
        try:
            with self.env.cr.savepoint():
                rules = self.env["kehu.alert.rule"]._for_event(trigger, company)
                happened = found() if rules else []
                for rule in rules if happened else ():
                    self.sudo()._open_events(rule, company, partners, happened)
        except Exception:  # the event itself goes on
            _logger.exception("A warning rule failed on the event %s", trigger)

    def _open_events(self, rule, company, partners, happened):
        about = set(rule._event_partners(company, partners).ids)
        wanted = [event for event in happened if event["partner_id"] in about]
        known = self.search(
            [
                ("rule_id", "=", rule.id),
                ("company_id", "=", company.id),
                ("key", "in", [event["key"] for event in wanted]),
            ]
        )
        seen = {(alert.partner_id.id, alert.key) for alert in known}
        day = self.env["kehu.facts"]._today(company)
        return self.create(
            [
                self._event_values(rule, company, day, event)
                for event in wanted
                if (event["partner_id"], event["key"]) not in seen
            ]
        )

    def _event_values(self, rule, company, day, event):
        partner = self.env["res.partner"].browse(event["partner_id"])
        amount = event.get("amount")
        return {
            "rule_id": rule.id,
            "rule_version": rule.version,
            "company_id": company.id,
            "partner_id": partner.id,
            "key": event["key"],
            "res_model": event.get("res_model", "res.partner"),
            "res_id": event.get("res_id", partner.id),
            "severity": rule.severity,
            "is_money": rule.is_money,
            "opened_on": day,
            "touched_on": day,
            "amount": amount,
            "has_amount": amount is not None,
            "facts": event["facts"],
            "opened_facts": event["facts"],
            "user_id": self._event_told(rule, partner).id,
        }

    @api.model
    def _event_told(self, rule, partner):
        if rule.tell == "person":
            return rule.person_id
        owner = partner.user_id.filtered("active")
        if rule.tell == "lead":
            return owner.crm_team_member_ids.crm_team_id.user_id[:1]
        return owner if rule.tell == "owner" else self.env["res.users"]


class AccountMoveAlert(models.Model):
    """An order is judged by what was known before it, when it is posted."""

    _inherit = "account.move"

    def _post(self, soft=True):
        posted = super()._post(soft)
        posted.sudo()._kehu_warn_abnormal()
        return posted

    def _kehu_warn_abnormal(self):
        """Warn of orders far off the customer's own pattern."""
        sold = self.filtered(
            lambda move: move.move_type in ("out_invoice", "out_receipt")
        )
        days = [day for day in sold.mapped("invoice_date") if day]
        oldest = fields.Date.today() - timedelta(NEWS_DAYS + 1)  # in any zone
        if not days or max(days) < oldest:
            return
        for company in sold.company_id:
            since = self.env["kehu.facts"]._today(company) - timedelta(NEWS_DAYS)
            fresh = sold.filtered(
                lambda move, c=company, s=since: (
                    move.company_id == c and move.invoice_date >= s
                )
            )
            if fresh:
                self.env["kehu.alert"]._on_event(
                    "posting",
                    company,
                    fresh.commercial_partner_id,
                    fresh._kehu_abnormal_events,
                )

    def _kehu_abnormal_events(self):
        self.env.flush_all()
        return [
            {
                "partner_id": row["partner_id"],
                "key": str(row["move_id"]),
                "res_model": "account.move",
                "res_id": row["move_id"],
                "amount": row["amount"],
                "facts": {k: row[k] for k in ("amount", "median", "mad", "orders")},
            }
            for row in self.env["kehu.facts"]._abnormal_at_posting(self)
        ]
