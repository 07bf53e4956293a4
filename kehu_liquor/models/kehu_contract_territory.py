from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

IN_FORCE = ("signed", "running")


class KehuContractTerritory(models.Model):
    """Where a dealer sells which goods of ours, alone or beside others.

    What is exclusive to one dealer, region by region and category by category, is
    nobody else's while the contract is in force: refused, naming that contract.
    """

    _name = "kehu.contract.territory"
    _inherit = ["kehu.contract.part"]
    _description = "Territory of a contract"
    _order = "contract_id, territory_id, category_id, id"

    company_id = fields.Many2one(related="contract_id.company_id")
    territory_id = fields.Many2one(
        "kehu.territory",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    category_id = fields.Many2one(
        "product.category",
        string="Product Category",
        index="btree_not_null",
        ondelete="restrict",
        help="Empty: everything we sell.",
    )
    is_exclusive = fields.Boolean(string="Exclusive")
    note = fields.Char()

    _once = models.UniqueIndex(
        "(contract_id, territory_id, COALESCE(category_id, 0))",
        "A contract names each territory and category once.",
    )

    @api.depends("territory_id", "category_id")
    def _compute_display_name(self):
        for row in self:
            goods = row.category_id.name or self.env._("everything")
            row.display_name = f"{row.territory_id.name} · {goods}"

    @api.constrains("territory_id", "category_id", "is_exclusive", "contract_id")
    def _check_not_taken(self):
        for row in self:
            rival = row._rivals()[:1]
            if rival:
                row._refuse(rival)

    def _rivals(self):
        """Rows of other dealers' contracts in force that meet this one."""
        self.ensure_one()
        contract = self.contract_id
        if contract.state == "ended":
            return self.browse()
        found = (
            Domain("contract_id.state", "in", IN_FORCE)
            & Domain("contract_id.company_id", "=", contract.company_id.id)
            & Domain("contract_id.partner_id", "!=", contract.partner_id.id)
            & Domain("contract_id.date_from", "<=", contract.date_end)
            & Domain("contract_id.date_end", ">=", contract.date_from)
            & self._meeting("territory_id")
        )
        if self.category_id:
            found &= self._meeting("category_id") | Domain("category_id", "=", False)
        if not self.is_exclusive:
            found &= Domain("is_exclusive", "=", True)
        return self.sudo().search(found, order="id")

    def _meeting(self, name):
        """The same node of a tree, one above it or one below it."""
        node = self[name].id
        return Domain(name, "child_of", node) | Domain(name, "parent_of", node)

    def _refuse(self, rival):
        """Name the other contract; its dealer to those alone who may know it."""
        other = rival.contract_id
        known = other.with_user(self.env.user).has_access("read")
        dealer = other.partner_id.name if known else self.env._("another dealer")
        exclusive = rival if rival.is_exclusive else self
        raise ValidationError(
            self.env._(
                "%(row)s meets contract %(number)s with %(dealer)s (%(rival)s, until "
                "%(end)s, responsible %(person)s), and %(exclusive)s is exclusive.",
                row=self.display_name,
                number=other.name,
                dealer=dealer,
                rival=rival.display_name,
                end=format_date(self.env, other.date_end),
                person=other.user_id.name,
                exclusive=exclusive.display_name,
            )
        )
