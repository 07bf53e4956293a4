from odoo import api, fields, models

READERS = (
    "kehu_liquor.group_kehu_user,account.group_account_readonly,"
    "account.group_account_invoice"
)


class ResPartnerContracts(models.Model):
    """A dealer's tab: contract, targets, policies, and what passes on in a handover."""

    _inherit = "res.partner"

    kehu_contract_ids = fields.One2many(
        "kehu.contract", "partner_id", string="Contracts", groups=READERS
    )
    kehu_dealer = fields.Json(compute="_compute_kehu_dealer", groups=READERS)

    @api.depends("kehu_metric_id", "kehu_contract_ids")
    @api.depends_context("company", "lang", "uid")
    def _compute_kehu_dealer(self):
        for partner in self:
            partner.kehu_dealer = partner.kehu_metric_id._dealer()

    def _kehu_refresh(self, company):
        """Also how far contracts are and what support costs, as of this minute."""
        done = super()._kehu_refresh(company)
        facts = self.env["kehu.facts"].sudo()
        today, partners = facts._today(company), self.commercial_partner_id
        facts._keep_contracts(company, today, partners)
        self.env["kehu.contract"].sudo()._keep_forecasts(company, today, partners)
        facts._keep_dealers(company, today, partners)
        return done

    # ---------------------------------------------------------- for others
    def _kehu_open_things(self, user, company):
        """Contracts that a leaver answers for find another who does."""
        found = super()._kehu_open_things(user, company)
        for contract in self._kehu_answered_for(user, company):
            what = self.env._("Contract %s", contract.name)
            found.setdefault(contract.partner_id.id, []).append(
                (what, contract.date_end)
            )
        return found

    def _kehu_pass_on(self, old, new, company):
        done = super()._kehu_pass_on(old, new, company)
        self._kehu_answered_for(old, company).user_id = new
        return done

    def _kehu_answered_for(self, user, company):
        return (
            self.env["kehu.contract"]
            .sudo()
            .search(
                [
                    ("partner_id", "in", self.ids),
                    ("user_id", "=", user.id),
                    ("company_id", "=", company.id),
                    ("state", "!=", "ended"),
                ]
            )
        )
