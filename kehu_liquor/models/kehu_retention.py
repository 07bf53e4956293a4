from dateutil.relativedelta import relativedelta

from odoo import api, fields, models


class KehuRetention(models.Model):
    """How long rows of a table are kept though a person is erased, and by which law.

    A row of policy: the house confirms it with its lawyer.
    """

    _name = "kehu.retention"
    _description = "Retention of records"
    _order = "sequence, id"
    _rec_name = "reason"

    sequence = fields.Integer(default=10)
    model = fields.Char(required=True, help="The table, for instance account.move.")
    person_field = fields.Char(
        required=True, default="partner_id", help="The field that names the person."
    )
    date_field = fields.Char(required=True, default="date")
    years = fields.Integer(required=True, default=30)
    reason = fields.Char(required=True, translate=True)

    _once = models.Constraint(
        "UNIQUE (model, person_field)", "One row for each field of a table."
    )
    _years_positive = models.Constraint(
        "CHECK (years > 0)", "Years are counted from 1."
    )

    @api.model
    def _kept(self, person):
        """What stays of a person: a list of ``(row, records, keep until)``."""
        found = []
        for row in self.sudo().search([("years", ">", 0)]):
            model = self.env.get(row.model)
            if model is None or row.person_field not in model._fields:
                continue  # that app is not installed
            records = (
                model.sudo()
                .with_context(active_test=False, allowed_company_ids=[])
                .search([(row.person_field, "=", person.id)])
            )
            if records:
                days = [row._day(record) for record in records]
                found.append((row, records, max(days) + relativedelta(years=row.years)))
        return found

    def _day(self, record):
        day = record[self.date_field] if self.date_field in record._fields else None
        return fields.Date.to_date(day or record.create_date) or fields.Date.today()
