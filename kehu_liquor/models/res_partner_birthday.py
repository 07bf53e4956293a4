from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..engine import birthdays
from .res_partner import SALES

YEAR = 366


class ResPartnerBirthday(models.Model):
    """A key person's birthday by either calendar: when is it next, what was decided.

    Month and day suffice; the year may stay unknown. The next date is worked out when
    somebody looks, and searched by asking which days are kept on a date.
    """

    _inherit = "res.partner"

    kehu_birthday_month = fields.Integer(string="Birthday, Month", groups=SALES)
    kehu_birthday_day = fields.Integer(string="Birthday, Day", groups=SALES)
    kehu_birth_year = fields.Integer(string="Birth Year", groups=SALES)
    kehu_birthday_is_lunar = fields.Boolean(string="Lunar Birthday", groups=SALES)
    kehu_birthday_text = fields.Char(
        compute="_compute_kehu_birthday", string="Birthday", groups=SALES
    )
    kehu_next_birthday = fields.Date(
        compute="_compute_kehu_birthday",
        search="_search_kehu_next_birthday",
        string="Next Birthday",
        groups=SALES,
    )
    kehu_birthday_days = fields.Integer(
        compute="_compute_kehu_birthday", string="Days Left", groups=SALES
    )
    kehu_birthday_when = fields.Char(
        compute="_compute_kehu_birthday", string="Birthday in Words", groups=SALES
    )

    _kehu_birthdays = models.Index(
        "(kehu_birthday_month, kehu_birthday_day) WHERE kehu_birthday_month > 0"
    )

    @api.depends("kehu_birthday_month", "kehu_birthday_day", "kehu_birthday_is_lunar")
    @api.depends_context("company", "lang")
    def _compute_kehu_birthday(self):
        today = self.env["kehu.facts"]._today(self.env.company)
        for person in self:
            rule = person._kehu_birthday_rule()
            known = rule.makes_sense()
            found = rule.next_on(today) if known else False
            person.kehu_birthday_text = known and person._kehu_day_text(rule)
            person.kehu_next_birthday = found
            person.kehu_birthday_days = (found - today).days if found else 0
            person.kehu_birthday_when = found and person._kehu_when(rule, found, today)

    def _kehu_birthday_rule(self):
        return birthdays.Yearly(
            self.kehu_birthday_month,
            self.kehu_birthday_day,
            self.kehu_birthday_is_lunar,
        )

    def _kehu_day_text(self, rule):
        if not rule.is_lunar:
            return self.env._("%(month)s-%(day)s", month=rule.month, day=rule.day)
        if (self.env.lang or "").startswith("zh"):
            return f"农历{birthdays.written(rule.month, rule.day)}"
        return self.env._("lunar %(month)s-%(day)s", month=rule.month, day=rule.day)

    def _kehu_when(self, rule, found, today):
        """农历八月十五 › 2027-09-15 周三，还有 298 天（闰月按平月）."""
        days = (found - today).days
        weekday = [
            self.env._("Mon"),
            self.env._("Tue"),
            self.env._("Wed"),
            self.env._("Thu"),
            self.env._("Fri"),
            self.env._("Sat"),
            self.env._("Sun"),
        ][found.weekday()]
        left = self.env._("in %s days", days) if days else self.env._("today")
        told = self.env._(
            "%(day)s › %(date)s %(weekday)s, %(left)s",
            day=self._kehu_day_text(rule),
            date=found,
            weekday=weekday,
            left=left,
        )
        return told + self._kehu_remark(rule, found)

    def _kehu_remark(self, rule, found):
        """What the calendars leave open and was decided, or nothing."""
        return {
            birthdays.LEAP: self.env._(" (leap month: kept in the plain one)"),
            birthdays.SHORT: self.env._(" (short month: kept on the 29th)"),
            birthdays.FEBRUARY: self.env._(" (no 29 February: kept on the 28th)"),
        }.get(rule.remark(found), "")

    def _search_kehu_next_birthday(self, operator, value):
        """Persons whose next birthday lies in a span of days from today on."""
        today = self.env["kehu.facts"]._today(self.env.company)
        last = today + timedelta(YEAR)
        if operator == "in":
            days = Domain.OR(self._kehu_born_between(day, day) for day in value if day)
            unknown = Domain("kehu_birthday_month", "in", (False, 0))
            return days | unknown if False in value else days
        if operator not in ("<", "<=", ">", ">="):
            return NotImplemented
        day = fields.Date.to_date(value)
        ends = {
            "<": (today, day - timedelta(1)),
            "<=": (today, day),
            ">": (day + timedelta(1), last),
            ">=": (day, last),
        }
        first, last = ends[operator]
        return self._kehu_born_between(max(first, today), last)

    @api.model
    def _kehu_born_between(self, first, last):
        first, last = fields.Date.to_date(first), fields.Date.to_date(last)
        if first > last:
            return Domain.FALSE
        kept = birthdays.kept_between(first, last)
        return Domain.OR(
            Domain("kehu_birthday_is_lunar", "=", bool(is_lunar))
            & Domain("kehu_birthday_month", "=", month)
            & Domain("kehu_birthday_day", "in", [d for m, d in pairs if m == month])
            for is_lunar, pairs in enumerate(kept)
            for month in {month for month, _day in pairs}
        )

    @api.constrains(
        "kehu_birthday_month",
        "kehu_birthday_day",
        "kehu_birthday_is_lunar",
        "kehu_birth_year",
    )
    def _check_kehu_birthday(self):
        for person in self:
            rule = person._kehu_birthday_rule()
            if (rule.month or rule.day) and not rule.makes_sense():
                raise ValidationError(
                    self.env._(
                        "“%(name)s”: no year has a birthday in month %(month)s on "
                        "day %(day)s. A lunar month has at most 30 days.",
                        name=person.name or "",
                        month=rule.month,
                        day=rule.day,
                    )
                )
            year, this = person.kehu_birth_year, fields.Date.today().year
            if year and not 1900 <= year <= this:
                raise ValidationError(
                    self.env._(
                        "A birth year lies between 1900 and %s, or is left out.", this
                    )
                )
