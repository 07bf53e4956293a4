{
    "name": "Kehu: Orders within Limits",
    "version": "19.0.1.0.0",
    "category": "Sales",
    "summary": "An order over the limit, overdue or not opened waits for a release",
    "author": "kehu_liquor team",
    "license": "LGPL-3",
    "depends": ["kehu_liquor", "sale"],
    "data": [
        "security/ir.model.access.csv",
        "security/kehu_release_security.xml",
        "views/kehu_release_views.xml",
        "views/kehu_release_ask_views.xml",
        "views/sale_order_views.xml",
        "views/kehu_menus.xml",
    ],
    "assets": {
        "web.assets_tests": ["kehu_liquor_sale/static/tests/tours/**/*"],
    },
    "auto_install": True,
}
