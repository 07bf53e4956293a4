def post_init_hook(env):
    """Know what is there already: invoices paid late, who is on file, who owns whom."""
    env["account.move"]._kehu_mark_history()
    env["kehu.identity"]._fill()
    env["kehu.facts"]._heal_all_owners()


def uninstall_hook(env):
    """Take along what people made with our models and Odoo would leave behind."""
    env["kehu.facts"]._forget()
    ours = ("model_id", "=like", "kehu.%")
    ours_in = ("res_model", "=like", "kehu.%")
    env["ir.filters"].with_context(active_test=False).search([ours]).unlink()
    env["ir.attachment"].search([("res_field", "!=", False), ours_in]).unlink()
    env["ir.attachment"].search([("res_model", "=", "kehu.visit")]).unlink()
    env["ir.exports"].search([("resource", "=like", "kehu.%")]).unlink()
    env["ir.config_parameter"].search([("key", "=like", "kehu_liquor.%")]).unlink()
    env["ir.default"].search([("field_id.name", "=like", "kehu_%")]).unlink()
