{
    "name": "Kehu: Needs Become Opportunities",
    "version": "19.0.1.0.0",
    "category": "Sales",
    "summary": "A need heard on a visit becomes an opportunity in one click",
    "author": "kehu_liquor team",
    "license": "LGPL-3",
    "depends": ["kehu_liquor", "crm"],
    "data": ["views/kehu_visit_views.xml", "views/crm_lead_views.xml"],
    "auto_install": True,
}
