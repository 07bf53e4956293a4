"""What left in files: a few exports, on days that one can still remember."""

from datetime import timedelta

from odoo import fields

#: What the tables are called; no translation is loaded yet when the town is built.
CALLED = {"kehu.metric": "客户经营数据", "res.partner": "联系人"}
#: Days ago, who, which table, how many rows, which fields.
TAKEN = (
    (2, "manager", "kehu.metric", 204, ("partner_id", "grade_id", "net_12m")),
    (9, "lead", "kehu.metric", 118, ("partner_id", "user_id", "overdue_amount")),
    (23, "sales", "res.partner", 12, ("name", "phone", "street")),
    (41, "accountant", "res.partner", 204, ("name", "vat", "child_ids/name")),
)


def take(env, company, users):
    """The log is written by exports alone, so its rows are put in beside the model."""
    now = fields.Datetime.now()
    names = ("user_id", "company_id", "date", "model", "model_name")
    env["kehu.facts"]._insert(
        "kehu.export.log",
        (*names, "fields_text", "record_count"),
        [
            (
                users[login].id,
                company.id,
                now - timedelta(days=days, hours=days % 5),
                model,
                CALLED[model],
                ", ".join(columns),
                count,
            )
            for days, login, model, count, columns in TAKEN
        ],
    )
