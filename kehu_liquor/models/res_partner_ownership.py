from odoo import api, fields, models
from odoo.fields import Domain

SALES = "kehu_liquor.group_kehu_user"


class ResPartnerOwnership(models.Model):
    """Whose customer it is: the dated owners, and core's salesperson in step.

    `kehu_is_mine` and `kehu_is_my_teams` are what record rules ask: an owner's row or
    a cover of today, in the companies at work. They answer by one indexed subquery.
    """

    _inherit = "res.partner"

    kehu_ownership_ids = fields.One2many(
        "kehu.ownership", "partner_id", string="Owners", groups=SALES
    )
    kehu_is_mine = fields.Boolean(
        string="My Customer",
        compute="_compute_kehu_whose",
        search="_search_kehu_is_mine",
        groups=SALES,
    )
    kehu_is_my_teams = fields.Boolean(
        string="My Team's Customer",
        compute="_compute_kehu_whose",
        search="_search_kehu_is_my_teams",
        groups=SALES,
    )

    @api.depends("commercial_partner_id", "kehu_ownership_ids")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_kehu_whose(self):
        rows = self.env["kehu.ownership"].sudo()
        among = Domain("partner_id", "in", self.commercial_partner_id.ids)
        mine = rows.search(self._kehu_my_rows() & among).partner_id
        teams = rows.search(self._kehu_my_teams_rows() & among).partner_id
        for partner in self:
            partner.kehu_is_mine = partner.commercial_partner_id in mine
            partner.kehu_is_my_teams = partner.commercial_partner_id in teams

    @api.model
    def _kehu_my_rows(self):
        rows = self.env["kehu.ownership"]._current()
        here = Domain("company_id", "in", self.env.companies.ids)
        return rows & here & Domain("user_id", "=", self.env.uid)

    @api.model
    def _kehu_my_teams_rows(self):
        rows = self.env["kehu.ownership"]._current()
        here = Domain("company_id", "in", self.env.companies.ids)
        return rows & here & Domain("user_id", "in", self._kehu_team_users().ids)

    @api.model
    def _kehu_team_users(self):
        """Everybody in the teams the user leads."""
        members = self.env["crm.team.member"].sudo()
        return members.search([("crm_team_id.user_id", "=", self.env.uid)]).user_id

    def _search_kehu_is_mine(self, operator, value):
        return self._kehu_search_rows(operator, self._kehu_my_rows())

    def _search_kehu_is_my_teams(self, operator, value):
        return self._kehu_search_rows(operator, self._kehu_my_teams_rows())

    @api.model
    def _kehu_search_rows(self, operator, domain):
        if operator != "in":
            return NotImplemented
        self.env["kehu.ownership"].check_access("read")  # rules ask as superuser
        rows = self.env["kehu.ownership"].sudo()._search(domain)
        return Domain("commercial_partner_id", "in", rows.subselect("partner_id"))

    # ------------------------------------------------------------------ CRUD
    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        partners._kehu_follow_core({})
        if self._kehu_sells():
            entered = partners.sudo().filtered("kehu_role_id")
            self.env["kehu.claim"]._claim_entered(entered, self.env.user)
        return partners

    def write(self, vals):
        if not {"user_id", "company_id", "parent_id", "is_company"} & set(vals):
            return super().write(vals)
        olds = {partner.id: partner.user_id.id for partner in self.sudo()}
        done = super().write(vals)
        self._kehu_follow_core(olds)
        return done

    def _kehu_follow_core(self, olds):
        """Let the dated owners follow core's salesperson, where it changed."""
        changes = []
        for partner in self.sudo():
            old, new = olds.get(partner.id) or None, partner.user_id.id or None
            if partner.commercial_partner_id == partner and (old or new):
                changes.append((partner.id, old, new))
        self.env["kehu.facts"].sudo()._follow_core(changes)

    # ---------------------------------------------------------- for others
    def _kehu_open_things(self, user, company):
        """What is open with these customers in the hands of a user.

        Later parts add theirs: follow-ups, promises, supports.

        :return: dict partner id → list of ``(what, due date or False)``
        """
        found = {}
        for activity in self._kehu_activities(user):
            customer = self.browse(activity.res_id).sudo().commercial_partner_id
            what = activity.summary or activity.activity_type_id.name
            found.setdefault(customer.id, []).append((what, activity.date_deadline))
        return found

    def _kehu_pass_on(self, old, new, company):
        """Open things of these customers go from one user to another."""
        activities = self._kehu_activities(old)
        activities.with_context(mail_activity_quick_update=True).user_id = new

    def _kehu_activities(self, user):
        contacts = self.env["res.partner"].sudo().with_context(active_test=False)
        return (
            self.env["mail.activity"]
            .sudo()
            .search(
                [
                    ("res_model", "=", "res.partner"),
                    ("user_id", "=", user.id),
                    (
                        "res_id",
                        "in",
                        contacts._search([("commercial_partner_id", "in", self.ids)]),
                    ),
                ]
            )
        )
