"""Doors of customers, who owns them, and what is known of them: see `sweep_table`."""

DOORS = {
    "kehu.claim": {
        "read": "stma",
        "call": {
            "ma": "action_extend",
            "stma": "action_give_back",
            "tma": "action_refuse",
        },
    },
    "kehu.competitor": {
        "read": "sftoma",
        "do": {"sftoma": "copy create", "ma": "unlink"},
        "write": {
            "sftoma": "active category_id name note strengths weaknesses",
            "ma": "carried_ids",
        },
        "call": {"sftoma": "action_carried"},
    },
    "kehu.competitor.carried": {
        "read": "stma",
        "do": {"stma": "copy create unlink"},
        "write": {
            "stma": (
                "category_id competitor_id date_end note position price_seen product "
                "seen_on share user_id"
            ),
            "tma": "partner_id",
        },
        "call": {"stma": "action_open_partner"},
    },
    "kehu.conflict": {
        "read": "tma",
        "write": {"ma": "cover_end decision reason winner_id"},
        "call": {"ma": "action_decide"},
    },
    "kehu.conflict.line": {"read": "tma"},
    "kehu.demand": {
        "read": "sftomax",
        "do": {"max": "copy create unlink"},
        "write": {"max": "active name sequence"},
    },
    "kehu.duplicate": {
        "read": "ma",
        "write": {"ma": "reason"},
        "call": {"max": "action_find", "ma": "action_merge action_not_same"},
    },
    "kehu.duplicate.rule": {
        "read": "sftoma",
        "do": {"ma": "copy create unlink"},
        "write": {"ma": "active confirmed_by evidence sequence weight"},
    },
    "kehu.export.log": {"read": "ma"},
    "kehu.handover": {
        "read": "stma",
        "do": {"tma": "copy create unlink"},
        "write": {
            "tma": ("date date_end is_temporary reason stand_in_reason successor_id"),
            "ma": "leaver_id",
        },
        "call": {
            "ma": "action_confirm_for_leaver",
            "tma": "action_draft action_execute action_preview",
            "stma": "action_open_lines",
        },
    },
    "kehu.handover.line": {"read": "stma"},
    "kehu.identity": {"read": "max"},
    "kehu.not.same": {"read": "ma", "do": {"ma": "copy unlink", "max": "create"}},
    "kehu.opening": {
        "read": "stma",
        "do": {"stma": "copy create unlink"},
        "write": {"stma": "note", "tma": "decision_note"},
        "call": {
            "ma": "action_approve",
            "stma": "action_apply action_renew action_take_back",
            "tma": "action_check action_refuse",
        },
    },
    "kehu.opening.line": {
        "read": "stma",
        "write": {"stma": "date_end file file_name is_ticked note number"},
    },
    "kehu.opening.requirement": {
        "read": "sftoma",
        "do": {"ma": "copy create unlink"},
        "write": {
            "ma": (
                "amount is_mandatory kind name needs_date_end needs_file needs_number "
                "sequence standard_id"
            )
        },
    },
    "kehu.opening.standard": {
        "read": "sftoma",
        "do": {"ma": "copy unlink", "max": "create"},
        "write": {
            "ma": (
                "active company_id date_from name note order_limit requirement_ids "
                "role_id"
            )
        },
    },
    "kehu.owner.sales": {"read": "tma"},
    "kehu.ownership": {"read": "stma"},
    "kehu.pool": {"read": "sftoma", "call": {"sftoma": "action_claim"}},
    "kehu.pool.notice": {"read": "stma"},
    "kehu.pool.rule": {
        "read": "sftoma",
        "do": {"ma": "copy create unlink"},
        "write": {
            "ma": (
                "active days grade_ids limit name never_bought notice_days role_ids "
                "sequence team_ids with_debt"
            )
        },
    },
    "kehu.role": {
        "read": "sftomaxbr",
        "do": {"max": "copy create unlink"},
        "write": {"max": "active audience_id name needs_licence note sequence"},
    },
    "kehu.source": {
        "read": "sftomax",
        "do": {"max": "copy create unlink"},
        "write": {"max": "active name sequence"},
    },
    "kehu.supply": {
        "read": "stma",
        "do": {"stma": "copy create unlink"},
        "write": {
            "stma": "category_id date_end date_from",
            "tma": "partner_id supplier_id",
        },
    },
    "kehu.territory": {
        "read": "sftomabr",
        "do": {"ma": "copy create unlink"},
        "write": {"ma": "active complete_name name parent_id user_id"},
    },
    "kehu.zone": {
        "read": "sftoma",
        "do": {"ma": "copy create unlink"},
        "write": {"ma": "active name"},
    },
}
