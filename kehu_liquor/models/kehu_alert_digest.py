from markupsafe import Markup

from odoo import fields, models

SHOWN = 5


class KehuAlertDigest(models.Model):
    """One message per person and day about new warnings, and the note that it went.

    Decides who hears of what: the person a rule tells, or every manager. Only what is
    new and still open is said; without news, or for who does not want it, nothing.
    """

    _name = "kehu.alert.digest"
    _description = "Digest of warnings"
    _order = "day desc, id desc"
    _log_access = False

    user_id = fields.Many2one(
        "res.users", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    day = fields.Date(required=True)
    alert_count = fields.Integer(string="Warnings")

    _one_a_day = models.UniqueIndex(
        "(company_id, user_id, day)", "One digest per person and day."
    )

    def _tell(self, company, day):
        """Tell everybody who has news. :return: how many were told"""
        news = self._news(company)
        told = self.search([("company_id", "=", company.id), ("day", "=", day)])
        managers = self._managers(company)
        mine = {}
        for user, alerts in news.items():
            for person in user or managers:
                mine[person] = mine.get(person, self.env["kehu.alert"]) | alerts
        fresh = {u: a for u, a in mine.items() if u not in told.user_id}
        self._send(company, day, fresh)
        heard = self.env["kehu.alert"].union(*fresh.values())
        self.env["kehu.facts"]._alerts_told(heard, day)
        return len(fresh)

    def _news(self, company):
        """Open warnings nobody was told of yet: user (or nobody) → alerts."""
        return dict(
            self.env["kehu.alert"]._read_group(
                [
                    ("company_id", "=", company.id),
                    ("state", "=", "open"),
                    ("told_on", "=", False),
                ],
                ["user_id"],
                ["id:recordset"],
            )
        )

    def _managers(self, company):
        group = self.env.ref("kehu_liquor.group_kehu_manager")
        return self.env["res.users"].search(
            [
                ("all_group_ids", "in", group.ids),
                ("company_ids", "in", company.ids),
                ("share", "=", False),
            ]
        )

    def _send(self, company, day, fresh):
        self.create(
            [
                {
                    "user_id": user.id,
                    "company_id": company.id,
                    "day": day,
                    "alert_count": len(alerts),
                }
                for user, alerts in fresh.items()
            ]
        )
        for user, alerts in fresh.items():
            if user.kehu_alert_digest:
                speaker = self.with_context(lang=user.lang, tz=user.tz)
                subject, body = speaker._words(alerts.with_env(speaker.env), day)
                speaker.env["mail.thread"].message_notify(
                    partner_ids=user.partner_id.ids,
                    subject=subject,
                    body=body,
                    force_send=False,
                )

    def _words(self, alerts, day):
        """``(subject, body)`` in the language of the environment."""
        ours = [("id", "in", alerts.ids)]
        severe = alerts.search_count([*ours, ("severity", "=", "3")])
        subject = self.env._(
            "%(count)s new warnings, %(severe)s of them severe",
            count=len(alerts),
            severe=severe,
        )
        items = Markup().join(
            Markup("<li>{}: {}</li>").format(alert.display_name, alert.sentence)
            for alert in alerts.search(ours, limit=SHOWN)
        )
        more = len(alerts) - SHOWN
        rest = self.env._("and %s more", more) if more > 0 else ""
        return subject, Markup(
            '<p>{}</p><ul>{}</ul><p>{}</p><p><a href="/odoo/kehu-alerts">{}</a></p>'
        ).format(subject, items, rest, self.env._("Open the warnings"))
