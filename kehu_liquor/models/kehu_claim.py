from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

STATES = [
    ("asked", "Asked for"),
    ("granted", "Granted"),
    ("kept", "Worked and kept"),
    ("lapsed", "Lapsed"),
    ("refused", "Refused"),
    ("returned", "Given back"),
]
ORIGINS = [("pool", "From the pool"), ("entered", "Newly entered"), ("asked", "Asked")]
#: What a claim that is asked for says of itself, whatever its sender says.
UNDECIDED = {
    "state": "asked",
    "origin": "asked",
    "date_from": False,
    "date_end": False,
    "is_extended": False,
    "decided_by_id": False,
    "conflict_id": False,
}


class KehuClaim(models.Model):
    """A salesperson reports a customer as theirs, for a term.

    From the pool it is granted at once, within the limit per person; two at one
    moment: one wins, and the other reads whom to ask. Asked for while somebody else
    owns the customer, it becomes a conflict. A term without any work ends in the
    night, and the customer falls back to the pool. Claims are kept for ever.
    """

    _name = "kehu.claim"
    _description = "Claim"
    _order = "id desc"
    _rec_name = "partner_id"
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Claimed by",
        required=True,
        index=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )
    origin = fields.Selection(ORIGINS, default="asked", required=True, readonly=True)
    note = fields.Char(string="Why")
    state = fields.Selection(STATES, default="asked", required=True, readonly=True)
    date_from = fields.Date(string="Granted on", readonly=True)
    date_end = fields.Date(string="Until", readonly=True)
    is_extended = fields.Boolean(string="Extended", readonly=True)
    decided_by_id = fields.Many2one(
        "res.users", string="Decided by", readonly=True, ondelete="restrict"
    )
    conflict_id = fields.Many2one(
        "kehu.conflict", readonly=True, index="btree_not_null", ondelete="set null"
    )

    _one_in_force = models.UniqueIndex(
        "(partner_id, company_id) WHERE state = 'granted'",
        "Somebody else has just claimed this customer.",
    )
    _to_end = models.Index("(company_id, date_end) WHERE state = 'granted'")

    # ------------------------------------------------------------- claiming
    @api.model_create_multi
    def create(self, vals_list):
        """Ask for customers: granted when free, else a conflict for the manager."""
        if self.env.su and self.env.context.get("kehu_claims_decided"):
            return super().create(vals_list)
        leads = self.env.user.has_group("kehu_liquor.group_kehu_lead")
        for vals in vals_list:
            vals.update(UNDECIDED)  # set, not left out: a default could be forged
            if not leads:
                vals["user_id"] = self.env.uid
            partner = self.env["res.partner"].browse(vals.get("partner_id"))
            partner.check_access("read")
            vals["partner_id"] = partner.commercial_partner_id.id
        claims = super().create(vals_list)
        for claim in claims:
            claim.sudo()._decide()
        return claims

    def write(self, vals):
        self.check_access("write")  # nobody's but the house's own
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Claims are never deleted."))

    def _decide(self):
        """Grant it when the customer is free; else open a conflict."""
        facts = self.env["kehu.facts"]
        facts._lock_partners(self.partner_id.ids)
        owner = self._owner()
        if owner == self.user_id:
            raise UserError(self.env._("This customer is already yours."))
        if not owner:
            self._check_may_take()
            self._grant("pool")
            return
        self.conflict_id = self.env["kehu.conflict"]._open(
            self.partner_id,
            owner + self.user_id,
            self.company_id,
            self.note or self.env._("Claimed while it has an owner"),
            claim=self,
        )

    @api.model
    def _take(self, partner, user, company):
        """Claim a customer of the pool; refused with a sentence that names whom."""
        self.env["kehu.facts"].sudo()._lock_partners(partner.ids)
        decided = self.sudo().with_context(kehu_claims_decided=True)
        claim = decided.new(
            {"partner_id": partner.id, "user_id": user.id, "company_id": company.id}
        )
        owner = claim._owner()
        if owner:
            raise UserError(claim._too_late(owner))
        claim._check_may_take()
        claim = decided.create(
            {"partner_id": partner.id, "user_id": user.id, "company_id": company.id}
        )
        claim._grant("pool")
        return claim.with_env(self.env)

    @api.model
    def _claim_entered(self, partners, user):
        """What a salesperson enters is theirs for a term, as if claimed."""
        company = self.env.company
        mine = partners.filtered(
            lambda p: p.user_id == user and p.commercial_partner_id == p
        )
        decided = self.sudo().with_context(kehu_claims_decided=True)
        today = self.env["kehu.facts"]._today(company)
        decided.create(
            [
                {
                    "partner_id": partner.id,
                    "user_id": user.id,
                    "company_id": (partner.company_id or company).id,
                    "origin": "entered",
                    "state": "granted",
                    "date_from": today,
                    "date_end": today + timedelta(days=company.kehu_claim_days),
                }
                for partner in mine
            ]
        )

    def _too_late(self, owner):
        """Who was faster; of those who were never in the pool today nothing is told."""
        today = self.env["kehu.facts"]._today(self.company_id)
        claimed = [
            ("partner_id", "=", self.partner_id.id),
            ("company_id", "=", self.company_id.id),
            ("state", "=", "granted"),
            ("origin", "=", "pool"),
            ("date_from", "=", today),
        ]
        if not self.search_count(claimed, limit=1):
            return self.env._("This customer is not in the pool.")
        return self.env._(
            "%(customer)s was just taken by %(owner)s: please ask there, or your lead.",
            customer=self.partner_id.name,
            owner=owner.name,
        )

    def _owner(self):
        """Who owns the customer today, in the claim's company."""
        owners = self.env["kehu.ownership"]._owners(self.partner_id, self.company_id)
        return owners.get(self.partner_id.id, self.env["res.users"])

    def _check_may_take(self):
        """Only customers, by the rule's teams, and within the limit per person."""
        if not self.partner_id.kehu_role_id:
            raise UserError(
                self.env._("Only customers are claimed: choose a channel role first.")
            )
        metric = self.env["kehu.metric"]._of(self.partner_id, self.company_id)
        rule = self.env["kehu.pool.rule"]._for(metric)
        if rule.team_ids and self.user_id not in rule.team_ids.member_ids:
            raise UserError(
                self.env._(
                    "By the rule “%(rule)s” only members of %(teams)s take this "
                    "customer.",
                    rule=rule.name,
                    teams=", ".join(rule.team_ids.mapped("name")),
                )
            )
        limit = rule.limit or self.company_id.kehu_pool_limit
        held = self.search_count(
            [
                ("user_id", "=", self.user_id.id),
                ("company_id", "=", self.company_id.id),
                ("origin", "=", "pool"),
                ("state", "=", "granted"),
            ]
        )
        if held >= limit:
            raise UserError(
                self.env._(
                    "%(user)s holds %(held)s customers from the pool; the limit is "
                    "%(limit)s. Give one back, or work one until it is kept.",
                    user=self.user_id.name,
                    held=held,
                    limit=limit,
                )
            )

    def _grant(self, origin, source="claim"):
        self._end_others()
        today = self.env["kehu.facts"]._today(self.company_id)
        self.env["kehu.ownership"].with_user(self.user_id).sudo()._assign(
            self.partner_id, self.user_id, self.company_id, source, self.note
        )
        self.write(
            {
                "state": "granted",
                "origin": origin,
                "date_from": today,
                "date_end": today + timedelta(days=self.company_id.kehu_claim_days),
                "decided_by_id": self.env.uid,
            }
        )

    def _end_others(self):
        """A claim of the one who is owner no more is over."""
        here = [("company_id", "=", self.company_id.id), ("state", "=", "granted")]
        claims = self.search([("partner_id", "=", self.partner_id.id), *here])
        (claims - self).write({"state": "returned"})
        self.flush_model()

    # -------------------------------------------------------------- actions
    def action_give_back(self):
        """The claimant lets the customer go back to the pool."""
        for claim in self:
            claim.check_access("read")
            if claim.user_id != self.env.user:
                claim._check_leads()
            if claim.state != "granted":
                raise UserError(self.env._("This claim is not in force."))
            if claim.sudo()._owner() == claim.user_id:
                self.env["kehu.ownership"].sudo()._assign(
                    claim.partner_id,
                    self.env["res.users"],
                    claim.company_id,
                    "pool",
                    self.env._("Given back"),
                )
            claim.sudo().state = "returned"
        return True

    def action_extend(self):
        """Once, by a manager, for another term."""
        self._check_manages()
        for claim in self:
            claim.check_access("read")
            if claim.state != "granted" or claim.is_extended:
                raise UserError(
                    self.env._("A claim in force is extended once, not again.")
                )
            days = timedelta(days=claim.company_id.kehu_claim_days)
            claim.sudo().write({"date_end": claim.date_end + days, "is_extended": True})
        return True

    def action_refuse(self):
        """A lead or manager refuses what was asked for; its conflict stays open."""
        self._check_leads()
        for claim in self:
            claim.check_access("read")
            if claim.state != "asked":
                raise UserError(self.env._("Nothing is asked for here."))
            claim.sudo().write({"state": "refused", "decided_by_id": self.env.uid})
        return True

    def _check_leads(self):
        if not self.env.user.has_group("kehu_liquor.group_kehu_lead"):
            raise AccessError(self.env._("Only a lead or a manager decides claims."))

    def _check_manages(self):
        if not self.env.user.has_group("kehu_liquor.group_kehu_manager"):
            raise AccessError(self.env._("Only a manager extends a claim."))

    def _open_customers(self):
        """Show what was won: the customer, or the list of one's claims."""
        if len(self) == 1:
            return {
                "type": "ir.actions.act_window",
                "res_model": "res.partner",
                "res_id": self.sudo().partner_id.id,
                "view_mode": "form",
                "views": [(False, "form")],
            }
        return self.env["ir.actions.act_window"]._for_xml_id(
            "kehu_liquor.kehu_claim_action"
        )

    # ------------------------------------------------------------- the night
    @api.model
    def _lapse(self, company, day):
        """Terms that are over: worked and kept, or back to the pool.

        :return: the claims that lapsed
        """
        over = self.search(
            [
                ("company_id", "=", company.id),
                ("state", "=", "granted"),
                ("date_end", "<", day),
            ]
        )
        if not over:
            return over
        since = min(over.mapped("date_from"))
        worked = self.env["kehu.facts"]._worked_since(company, over.partner_id, since)
        kept = over.filtered(
            lambda c: (
                worked.get(c.partner_id.id, fields.Date.to_date("1900-01-01"))
                >= c.date_from
            )
        )
        kept.write({"state": "kept"})
        (over - kept)._fall_back()
        return over - kept

    def _fall_back(self):
        self.write({"state": "lapsed"})
        for company, claims in self.grouped("company_id").items():
            owners = self.env["kehu.ownership"]._owners(claims.partner_id, company)
            still = claims.filtered(
                lambda c, owners=owners: owners.get(c.partner_id.id) == c.user_id
            )
            self.env["kehu.ownership"]._assign(
                still.partner_id, self.env["res.users"], company, "lapse"
            )
