{
    "name": "Kehu: Attendance Counts",
    "version": "19.0.1.0.0",
    "category": "Sales",
    "summary": "A customer who attended an event was in touch",
    "author": "kehu_liquor team",
    "license": "LGPL-3",
    "depends": ["kehu_liquor", "event"],
    "data": ["views/kehu_visit_views.xml"],
    "auto_install": True,
}
