{
    "name": "Kehu: Gifts Leave the Stock",
    "version": "19.0.1.0.0",
    "category": "Sales",
    "summary": "Gifts for points leave the warehouse when they are handed over",
    "author": "kehu_liquor team",
    "license": "LGPL-3",
    "depends": ["kehu_liquor", "stock"],
    "data": ["views/kehu_redemption_views.xml", "views/stock_picking_views.xml"],
    "auto_install": True,
}
