"""The liquor company itself: name, currency, clock, books and people."""

from odoo import Command

NAME = "锦川酒业有限公司"
ZONE = "Asia/Shanghai"
VAT_NAME, VAT = "增值税 13%", 13
LOGINS = ("sales", "sales2", "lead", "manager", "accountant")


def found(env):
    """The main company while its books are empty, else a company of our own."""
    company = env.ref("base.main_company")
    if company._existing_accounting():
        companies = env["res.company"]
        company = companies.search([("name", "=", NAME)], limit=1)
        company = company or companies.create({"name": NAME})
    company.write(
        {
            "name": NAME,
            "country_id": env.ref("base.cn").id,
            "state_id": env.ref("base.state_cn_SC").id,
            "city": "成都市",
            "street": "锦江区滨河路 18 号",
            "phone": "028 8000 0000",
            "email": "office@jinchuan.example.com",
            "logo": False,  # Odoo's own says “Your logo” on every sheet
        }
    )
    company.resource_calendar_id.tz = ZONE
    return company


def open_books(env, company):
    """A chart of accounts, a cash journal and the sales tax, unless they are there."""
    if not company.chart_template:
        chinese = env["ir.module.module"]._get("l10n_cn").state == "installed"
        template = "cn" if chinese else "generic_coa"
        env["account.chart.template"]._load(template, company, install_demo=False)
    yuan = env.ref("base.CNY")
    yuan.active = True
    company.currency_id = yuan  # after the chart, which brings its own
    if not journal(env, company, "cash"):
        env["account.journal"].create({"name": "现金", "type": "cash", "code": "XJ"})
    tax = company.account_sale_tax_id
    if tax.amount != VAT:
        company.account_sale_tax_id = tax.copy(
            {"name": VAT_NAME, "amount": VAT, "invoice_label": VAT_NAME}
        )


def journal(env, company, kind):
    """The company's first journal of a kind: `bank` or `cash`."""
    domain = [("type", "=", kind), ("company_id", "=", company.id)]
    return env["account.journal"].search(domain, limit=1)


def hire(env, company):
    """Put everybody to work in the company, in its time and, if loaded, its language.

    :return: dict login → user, with an empty one for the open pool
    """
    users = {login: env.ref(f"kehu_liquor.demo_user_{login}") for login in LOGINS}
    everybody = env["res.users"].union(*users.values())
    everybody.write(
        {"company_ids": [Command.set(company.ids)], "company_id": company.id}
    )
    if env["res.lang"]._get_data(code="zh_CN"):
        everybody.lang = "zh_CN"
    if "odoobot_state" in everybody._fields:  # its greeting covers a phone's screen
        everybody.odoobot_state = "disabled"
    admin = env.ref("base.user_admin")
    admin.write({"company_ids": [Command.link(company.id)], "tz": ZONE})
    admin.company_id = company
    return users | {"": env["res.users"]}
