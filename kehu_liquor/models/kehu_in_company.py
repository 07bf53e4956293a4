from odoo import models


class KehuInCompany(models.AbstractModel):
    """Rows of one company, or of all: nobody moves one to where they do not work.

    Odoo asks before a row is written whether its writer may; here it is asked
    afterwards as well, so that no rule turns up in a foreign company, and no
    handover in a foreign team.
    """

    _name = "kehu.in.company"
    _description = "Row of a company"

    def write(self, vals):
        done = super().write(vals)
        self.check_access("write")
        return done
