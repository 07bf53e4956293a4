from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tools import format_amount, format_date, formatLang

from ..engine import points, provision


class KehuPointsProvision(models.Model):
    """A period's end: what is owed in points, proposed to the accountant as a draft.

    The provision is what the points owed on a day are expected to cost, less what
    stands in the books from earlier proposals. Days follow each other: none twice,
    none before another, none while an earlier one waits as a draft.
    """

    _inherit = "kehu.points.liability"

    def action_propose(self):
        """Draft the entry for the points owed on the day shown, and open it."""
        self._check_proposes()
        company = self.env.company
        company._kehu_check_provision()
        today = self.env["kehu.facts"]._today(company)
        day = fields.Date.to_date(self.env.context.get("kehu_points_day")) or today
        if day > today:
            raise UserError(self.env._("What will be owed is not known in advance."))
        self.env["kehu.facts"].sudo()._points_lock_books(company.kehu_points_journal_id)
        before = self._proposed(company)
        self._check_order(before, day)
        return {
            "type": "ir.actions.act_window",
            "res_model": "account.move",
            "res_id": self._propose(company, day, before).id,
            "views": [(False, "form")],
        }

    @api.model
    def _check_proposes(self):
        self.check_access("read")
        groups = ("account.group_account_user", "account.group_account_manager")
        if not any(self.env.user.has_group(group) for group in groups):
            raise AccessError(self.env._("Accountants propose the entry for points."))
        self.env["account.move"].check_access("create")

    # ------------------------------------------------------------ other entries
    @api.model
    def _proposed(self, company):
        """Entries proposed before that are not cancelled, the last one first."""
        return self.env["account.move"].search(
            [
                ("company_id", "=", company.id),
                ("kehu_points_day", "!=", False),
                ("state", "!=", "cancel"),
            ],
            order="kehu_points_day desc",
        )

    @api.model
    def _check_order(self, before, day):
        last = before[:1]
        if last and last.kehu_points_day >= day:
            raise UserError(
                self.env._(
                    "For %(day)s an entry is there already: %(entry)s. "
                    "The next one is for a later day.",
                    day=format_date(self.env, last.kehu_points_day),
                    entry=last.display_name,
                )
            )
        if waiting := before.filtered(lambda move: move.state == "draft")[:1]:
            raise UserError(
                self.env._(
                    "%s is still a draft: post or delete it first.",
                    waiting.display_name,
                )
            )

    @api.model
    def _booked(self, company, day):
        """dict account → provision that stands in the books on a day."""
        groups = self.env["account.move.line"]._read_group(
            [
                ("company_id", "=", company.id),
                ("move_id.kehu_is_provision", "=", True),
                ("parent_state", "=", "posted"),
                ("date", "<=", day),
                ("account_id.internal_group", "=", "liability"),
            ],
            ["account_id"],
            ["balance:sum"],
        )
        return {account: -points.exact(balance) for account, balance in groups}

    # --------------------------------------------------------------- the entry
    @api.model
    def _propose(self, company, day, before):
        owed = self._owed(company, day)
        booked = self._booked(company, day)
        target = self._worth(company, owed)
        changes = provision.moves(target, booked, company.kehu_points_owed_id)
        if not changes:
            raise UserError(
                self.env._(
                    "The books agree: on %(day)s points worth %(worth)s are owed.",
                    day=format_date(self.env, day),
                    worth=self._money(company, target),
                )
            )
        said = self.env._("Points owed on %s", format_date(self.env, day))
        move = self.env["account.move"].create(
            {
                "move_type": "entry",
                "company_id": company.id,
                "journal_id": company.kehu_points_journal_id.id,
                "date": day,
                "ref": said,
                "narration": self._narrate(company, day, owed, booked, before),
                "line_ids": self._lines(company, changes, said),
            }
        )
        move.sudo().write({"kehu_points_day": day, "kehu_is_provision": True})
        return move

    @api.model
    def _owed(self, company, day):
        """Points owed on a day."""
        rows = self.with_context(
            kehu_points_day=day, allowed_company_ids=company.ids
        )._read_group([("company_id", "=", company.id)], [], ["points:sum"])
        return points.exact(rows[0][0])

    @api.model
    def _worth(self, company, owed):
        return provision.worth(
            owed,
            points.exact(company.kehu_points_value),
            points.exact(company.kehu_points_share),
            points.exact(company.currency_id.rounding),
        )

    @api.model
    def _lines(self, company, changes, said):
        """A line for each provision that changes, and the cost against them."""
        rows = [(account, -change) for account, change in changes.items()]
        if cost := sum(changes.values()):
            rows.append((company.kehu_points_expense_id, cost))
        return [
            Command.create(
                {
                    "account_id": account.id,
                    "name": said,
                    "balance": float(amount),
                }
            )
            for account, amount in rows
        ]

    @api.model
    def _narrate(self, company, day, owed, booked, before):
        """How the amount comes about, line by line."""
        target, stood = self._worth(company, owed), sum(booked.values())
        count = formatLang(self.env, float(owed), digits=2).rstrip("0").rstrip(".,")
        number = formatLang(self.env, company.kehu_points_value, digits=4)
        share = formatLang(self.env, company.kehu_points_share, digits=2)
        said = [
            self.env._(
                "%(points)s points owed on %(day)s, each worth %(value)s",
                points=count,
                day=format_date(self.env, day),
                value=number.rstrip("0").rstrip(".,"),
            ),
            self.env._(
                "%(share)s %% of them expected to be redeemed: %(worth)s",
                share=share.rstrip("0").rstrip(".,"),
                worth=self._money(company, target),
            ),
            self.env._(
                "In the books from earlier entries: %(amount)s (last: %(entry)s)",
                amount=self._money(company, stood),
                entry=before[:1].name or self.env._("none"),
            ),
            self.env._("This entry: %s", self._money(company, target - stood)),
        ]
        return Markup().join(Markup("<p>%s</p>") % line for line in said)

    @api.model
    def _money(self, company, amount):
        return format_amount(self.env, float(amount), company.currency_id)
