from odoo import api, fields, models
from odoo.exceptions import UserError


class KehuContractPart(models.AbstractModel):
    """A line of a contract: changed while it is prepared, by whoever may prepare it.

    What a manager corrects later passes through the contract, which checks the whole.
    """

    _name = "kehu.contract.part"
    _description = "Line of a contract"
    _check_company_auto = True

    contract_id = fields.Many2one(
        "kehu.contract", required=True, index=True, ondelete="cascade"
    )

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts._check_prepared()
        return parts

    def write(self, vals):
        self.check_access("write")
        self._check_prepared()
        done = super().write(vals)
        self._check_prepared()
        self.check_access("write")  # nobody moves a line to another's contract
        return done

    @api.ondelete(at_uninstall=False)
    def _unlink_prepared(self):
        self._check_prepared()

    def _check_prepared(self):
        if not self.env.su and any(c.state != "draft" for c in self.contract_id):
            raise UserError(
                self.env._(
                    "This contract is signed: what was agreed is not changed line by "
                    "line."
                )
            )
