from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models

SHOWN = 6
#: Hours after which a morning's reminder that could not go is let go.
LATE = 6


class KehuReminder(models.Model):
    """One reminder per salesperson and working morning, and the note that it went.

    Decides who hears what is due: whoever has something open by Sunday, at the
    company's hour and by its clock, on days on which it works; with nothing due, or
    for who does not want it, nothing. The row is what keeps a second one from going.
    """

    _name = "kehu.reminder"
    _description = "Morning reminder"
    _order = "day desc, id desc"
    _log_access = False

    user_id = fields.Many2one(
        "res.users", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    day = fields.Date(required=True)
    due_count = fields.Integer(string="Due by Sunday")

    _one_a_day = models.UniqueIndex(
        "(company_id, user_id, day)", "One reminder per person and day."
    )

    @api.model
    def _remind_all(self, now=None):
        """Every company whose morning has come. Called by the cron, often.

        :return: how many people were reminded
        """
        companies = self.env["res.company"].sudo().search([("active", "=", True)])
        sent = 0
        for number, company in enumerate(companies):
            sent += self.sudo()._remind(company, now or fields.Datetime.now())
            self.env["ir.cron"]._commit_progress(
                1, remaining=len(companies) - number - 1
            )
        return sent

    @api.model
    def _remind(self, company, now):
        if not company.kehu_week_reminder:
            return 0
        zone = company.resource_calendar_id.tz or "Asia/Shanghai"
        there = fields.Datetime.context_timestamp(self.with_context(tz=zone), now)
        hour = there.hour + there.minute / 60
        late = hour - company.kehu_reminder_hour
        if not 0 <= late < LATE or not self._works(company, there.date()):
            return 0
        return self._send(company, there.date())

    @api.model
    def _works(self, company, day):
        """Whether the company works that day: looked at among its neighbours."""
        work = self.env["kehu.run"]._work_days(company, day)
        week = timedelta(days=7)
        return day in work(day - week, day + week)

    @api.model
    def _send(self, company, day):
        sunday = day + timedelta(days=6 - day.weekday())
        due = {
            user: counts
            for user, *counts in self.env["kehu.facts"]._due_by_user(
                company, day, sunday
            )
        }
        told = self.search([("company_id", "=", company.id), ("day", "=", day)])
        fresh = self._who(company, due.keys() - set(told.user_id.ids))
        self.create(
            [
                {
                    "user_id": user.id,
                    "company_id": company.id,
                    "day": day,
                    "due_count": due[user.id][0] + due[user.id][2],
                }
                for user in fresh
            ]
        )
        for user in fresh.filtered("kehu_week_reminder"):
            self._tell(user, company, due[user.id], sunday)
        return len(fresh)

    @api.model
    def _who(self, company, ids):
        """Salespeople at work in the company."""
        group = self.env.ref("kehu_liquor.group_kehu_user")
        return self.env["res.users"].search(
            [
                ("id", "in", list(ids)),
                ("all_group_ids", "in", group.ids),
                ("company_ids", "in", company.ids),
                ("share", "=", False),
            ]
        )

    @api.model
    def _tell(self, user, company, counts, sunday):
        speaker = self.with_context(
            lang=user.lang, tz=user.tz, allowed_company_ids=company.ids
        )
        subject, body = speaker._words(user, company, counts, sunday)
        speaker.env["mail.thread"].message_notify(
            partner_ids=user.partner_id.ids,
            subject=subject,
            body=body,
            force_send=False,
        )

    @api.model
    def _words(self, user, company, counts, sunday):
        """``(subject, body)`` in the language of the environment."""
        overdue, today, week, greetings = counts
        subject = self.env._(
            "My week: %(overdue)s overdue, %(today)s today, %(week)s this week, "
            "%(greetings)s greetings",
            overdue=overdue,
            today=today,
            week=week,
            greetings=greetings,
        )
        rows = self.env["kehu.followup"].search(
            [
                ("user_id", "=", user.id),
                ("company_id", "=", company.id),
                ("state", "=", "open"),
                ("due_on", "<=", sunday),
            ],
            limit=SHOWN,
        )
        items = Markup().join(
            Markup("<li>{} · {} · {}</li>").format(
                row.when, row.partner_id.name, row.why
            )
            for row in rows
        )
        more = overdue + week - len(rows)
        rest = self.env._("and %s more", more) if more > 0 else ""
        return subject, Markup(
            '<p>{}</p><ul>{}</ul><p>{}</p><p><a href="/odoo/kehu-week">{}</a></p>'
        ).format(subject, items, rest, self.env._("Open my week"))
