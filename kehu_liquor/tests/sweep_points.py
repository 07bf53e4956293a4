"""Doors of points, and of what merchants deliver: see `sweep_table`."""

DOORS = {
    "kehu.merchant": {
        "read": "sftomabr",
        "do": {
            "ma": "copy unlink",
            "max": "create",
        },
        "write": {
            "ma": "active date_end date_from invoice_ids name note partner_id",
        },
        "forge": {
            "max": "invoice_ids",
        },
    },
    "kehu.points.adjustment": {
        "read": "stmar",
        "do": {
            "tma": "copy create",
        },
        "call": {
            "ma": "action_approve action_refuse",
            "tma": "action_cancel",
        },
    },
    "kehu.points.as.of": {
        "read": "maxr",
        "do": {
            "maxr": "copy create",
        },
        "write": {
            "maxr": "date",
        },
        "call": {
            "maxr": "action_apply",
        },
    },
    "kehu.points.balance": {
        "read": "stmabr",
        "call": {
            "stmabr": "action_open_entries action_redeem action_statement",
        },
    },
    "kehu.points.difference": {
        "read": "mar",
        "call": {
            "ma": "action_book",
            "max": "action_check",
            "mar": "action_open_document",
        },
    },
    "kehu.points.entry": {
        "read": "stmabr",
        "blind": {
            "stma": "line_id move_id",
        },
        "call": {
            "stmabr": "action_open_source",
        },
    },
    "kehu.points.gift": {
        "read": "sftomabr",
        "do": {
            "ma": "copy unlink",
            "max": "create",
        },
        "write": {
            "ma": "company_id points product_id quantity",
        },
    },
    "kehu.points.liability": {
        "read": "mar",
        "call": {
            "mar": "action_open_entries",
        },
    },
    "kehu.points.rule": {
        "read": "sftomabr",
        "do": {
            "ma": "copy create unlink",
        },
        "write": {
            "ma": (
                "active basis by_grade category_ids date_end date_from moment "
                "name per points product_ids role_ids rounding sequence unit"
            ),
        },
    },
    "kehu.points.statement": {
        "read": "sftomabr",
        "do": {
            "sftomabr": "copy create",
        },
        "write": {
            "sftomabr": "company_id date_end date_from partner_id",
        },
        "call": {
            "stmabr": "action_print",
        },
    },
    "kehu.points.window": {
        "read": "sftomabr",
        "do": {
            "ma": "copy create unlink",
        },
        "write": {
            "ma": "date_end date_from gift_ids name note",
        },
        "call": {
            "ma": "action_announce action_cancel",
            "sftomabr": "action_redemptions",
        },
    },
    "kehu.redemption": {
        "read": "stmabr",
        "do": {
            "stma": "copy create",
        },
        "write": {
            "stma": "line_ids note partner_id window_id",
        },
        "call": {
            "tma": "action_approve action_refuse",
            "stma": "action_cancel action_deliver",
            "stmabr": "action_entries",
        },
    },
    "kehu.redemption.line": {
        "read": "stmabr",
        "do": {
            "stma": "copy create unlink",
        },
        "write": {
            "stma": "gift_id points quantity redemption_id",
        },
    },
}
