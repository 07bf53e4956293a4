from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from ..engine import targets

CENTS = 100
#: What a renewal takes over from the contract before.
TAKEN = (
    "kind",
    "payment_note",
    "deposit",
    "sales_target",
    "cash_target",
    "case_target",
    "split_by",
    "note",
)
TAKEN_IDS = ("partner_id", "company_id", "template_id", "user_id", "payment_term_id")


class KehuContractAct(models.Model):
    """Moving a contract on: targets shared, signed, ended, renewed; by its dates."""

    _inherit = "kehu.contract"

    # ---------------------------------------------------------------- buttons
    def action_split(self):
        """Share the totals over months and categories, over what was there before."""
        for contract in self:
            contract._step("draft")
            contract._share()
        return True

    def action_sign(self):
        """A lead or manager: both have signed, here is the copy; from now it holds."""
        if not self.env.user.has_group("kehu_liquor.group_kehu_lead"):
            raise AccessError(self.env._("Only a lead or a manager puts it in force."))
        self.check_access("write")
        facts = self.env["kehu.facts"].sudo()
        facts._take_dealers_turn(self)
        for contract in self:
            contract._step("draft")
            contract._check_complete()
            facts._take_turns(contract.sudo().territory_ids.territory_id)
            contract.sudo().write({"state": "signed", "signed_by_id": self.env.uid})
            contract.sudo()._follow_dates(
                self.env["kehu.facts"]._today(contract.company_id)
            )
        return True

    def action_draft(self):
        """A manager takes back what does not run yet, to have it changed."""
        self._check_manages()
        for contract in self:
            contract._step("signed")
            contract.sudo().write({"state": "draft", "signed_by_id": False})
        return True

    def action_end(self):
        """A manager ends it before its term, and says why."""
        self._check_manages()
        for contract in self:
            contract._step("signed", "running")
            if not (contract.end_reason or "").strip():
                raise UserError(
                    self.env._(
                        "Say why it ends early: whoever asks later will read it."
                    )
                )
            today = self.env["kehu.facts"]._today(contract.company_id)
            contract.sudo().write({"state": "ended", "ended_on": today})
        return True

    def action_renew(self):
        """Prepare the next contract: the same once more, from the day after this."""
        self.ensure_one()
        self.check_access("write")
        if self.state == "draft":
            raise UserError(self.env._("What is not signed yet is not renewed."))
        if not self.renewal_id:
            new = self.create(self._renewed())
            new.sudo().renewal_of_id = self
            self.sudo().renewal_id = new
        return self.renewal_id._open()

    def action_open_progress(self):
        """Targets against what came of them, month by month."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "kehu_liquor.kehu_contract_progress_action"
        )
        return {**action, "domain": [("contract_id", "=", self.id)], "context": {}}

    @api.model
    def _print_lang(self):
        """Contracts are printed in Chinese where the house speaks it."""
        spoken = dict(self.env["res.lang"].get_installed())
        return "zh_CN" if "zh_CN" in spoken else self.env.lang

    @api.model
    def _print_address(self, party):
        """From the region to the house, as addresses are written in China."""
        where = party.state_id.name, party.city, party.street2, party.street
        return " ".join(filter(None, where))

    def _open(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": "kehu.contract",
            "res_id": self.id,
            "views": [(False, "form")],
        }

    # ------------------------------------------------------------- the rules
    def _step(self, *states):
        self.check_access("write")
        self.lock_for_update(allow_referencing=True)
        if self.state not in states:
            raise UserError(
                self.env._("Somebody was faster: this contract has moved on already.")
            )

    def _check_manages(self):
        if not self.env.user.has_group("kehu_liquor.group_kehu_manager"):
            raise AccessError(
                self.env._("Only a manager takes back or ends contracts.")
            )

    def _check_complete(self):
        """Nothing that a contract needs is missing, and its months make its total."""
        wanted = {
            self.env._("standard text"): self.template_id,
            self.env._("day of signing"): self.signed_on,
            self.env._("signed copy"): self.with_context(bin_size=True).signed_file,
            self.env._("responsible person"): self.user_id,
            self.env._("territory"): self.kind != "dealer" or self.territory_ids,
        }
        missing = [what for what, there in wanted.items() if not there]
        if missing:
            raise UserError(
                self.env._(
                    "Still lacking in %(number)s: %(what)s.",
                    number=self.name,
                    what=", ".join(missing),
                )
            )
        self._check_sums()
        self.target_ids._check_in_term()
        self.template_id.sudo()._check_fair()
        self.template_id.sudo().clause_ids._check_fair()

    # ------------------------------------------------------------- by dates
    def _follow_dates(self, day):
        """Signed contracts begin, running ones end, by the day; twice is as once."""
        begun = self.filtered(lambda c: c.state == "signed" and c.date_from <= day)
        begun.write({"state": "running"})
        over = self.filtered(lambda c: c.state == "running" and c.date_end < day)
        over.write({"state": "ended"})
        return len(begun | over)

    @api.model
    def _follow_all(self, company, day):
        due = self.search(
            [
                ("company_id", "=", company.id),
                "|",
                "&",
                ("state", "=", "signed"),
                ("date_from", "<=", day),
                "&",
                ("state", "=", "running"),
                ("date_end", "<", day),
            ]
        )
        return due._follow_dates(day)

    # -------------------------------------------------------------- renewing
    def _renewed(self):
        """The next contract: as long, from the day after, with the same goods."""
        first = (self.ended_on or self.date_end) + timedelta(days=1)
        whole = relativedelta(self.date_end + timedelta(days=1), self.date_from)
        return {
            **{name: self[name] for name in TAKEN},
            **{name: self[name].id for name in TAKEN_IDS},
            "date_from": first,
            "date_end": first + whole - timedelta(days=1),
            "deposit_date_end": self.deposit_date_end and self.deposit_date_end + whole,
            "territory_ids": [
                Command.create(
                    {
                        "territory_id": row.territory_id.id,
                        "category_id": row.category_id.id,
                        "is_exclusive": row.is_exclusive,
                        "note": row.note,
                    }
                )
                for row in self.territory_ids
            ],
        }

    # --------------------------------------------------------------- sharing
    def _share(self):
        """Categories by last year's own mix, each over months by the way chosen."""
        basis, weights, mix = self._share_weights()
        months = targets.months(self.date_from, self.date_end)
        totals = {
            "sales": round(self.sales_target * CENTS),
            "cash": round(self.cash_target * CENTS),
            "cases": self.case_target,
        }
        rows = [
            {"month": month, "category_id": category}
            for category in mix
            for month in months
        ]
        for part, total in totals.items():
            shares = targets.split(total, list(mix.values()))
            cells = [cell for one in shares for cell in targets.split(one, weights)]
            unit = 1 if part == "cases" else CENTS
            for row, cell in zip(rows, cells, strict=True):
                row[part] = cell if unit == 1 else cell / unit
        self.target_ids = [Command.clear(), *map(Command.create, rows)]
        self.sudo().split_basis = basis

    def _share_weights(self):
        """``(basis, weight of each month, category id → weight)``."""
        term = self.date_from, self.date_end
        sold = self._sold_before()
        seasons = self._seasons()
        moved = targets.moved_on(_summed(sold), *term, seasons)
        basis, weights = targets.weights(self.split_by, moved, *term, seasons)
        return basis, weights, self._mix(sold)

    def _mix(self, sold):
        """What each category of the contract weighs: its own sales, else alike."""
        categories = self.territory_ids.category_id
        if self.covers_all:
            return {False: 1}
        mix = {}
        for category in categories:
            below = set(
                self.env["product.category"]
                .search([("id", "child_of", category.id)])
                .ids
            )
            mix[category.id] = max(
                0, sum(net for _day, goods, net, _cases in sold if goods in below)
            )
        return mix if all(mix.values()) else dict.fromkeys(mix, 1)

    def _sold_before(self):
        """What the customer bought of these goods in the year before the term."""
        first = self.date_from - relativedelta(years=1) - timedelta(days=60)
        last = self.date_end - relativedelta(years=1) + timedelta(days=60)
        goods = None
        if not self.covers_all:
            goods = self.env["product.category"].search(
                [("id", "child_of", self.territory_ids.category_id.ids)]
            )
        facts = self.env["kehu.facts"].sudo()
        return facts._sold_by_day(self.company_id, self.partner_id, first, last, goods)

    @api.model
    def _seasons(self):
        """The festivals this trade lives by, with what their season weighs."""
        return self.env["kehu.festival"]._seasons()


def _summed(sold):
    """Net per day of all goods together."""
    days = {}
    for day, _goods, net, _cases in sold:
        days[day] = days.get(day, 0) + net
    return days
