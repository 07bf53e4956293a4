"""Doors of the salesperson's week and of key persons: see `sweep_table`."""

DOORS = {
    "kehu.advice": {
        "read": "stma",
        "do": {
            "stma": "copy create",
        },
        "write": {
            "stma": (
                "category_id kind_id name note opinion product_id user_id visit_ids"
            ),
        },
        "call": {
            "stma": "action_adopt action_decline action_withdraw",
            "tma": "action_agree",
        },
    },
    "kehu.advice.kind": {
        "read": "sftomax",
        "do": {
            "max": "copy create unlink",
        },
        "write": {
            "max": "active effect_days name needs_agreement sequence",
        },
    },
    "kehu.anniversary": {
        "read": "stma",
        "do": {
            "stma": "copy create unlink",
        },
        "write": {
            "stma": "company_id day is_lunar month name person_id",
        },
    },
    "kehu.attitude": {
        "read": "stma",
        "do": {
            "stma": "copy create",
            "ma": "unlink",
        },
    },
    "kehu.cadence": {
        "read": "sftoma",
        "do": {
            "ma": "copy unlink",
            "max": "create",
        },
        "write": {
            "ma": (
                "active company_id grade_id name occasion role_id sequence step_ids"
            ),
        },
    },
    "kehu.cadence.step": {
        "read": "sftoma",
        "do": {
            "ma": "copy create unlink",
        },
        "write": {
            "ma": (
                "active cadence_id days days_from days_until kind_id months "
                "name rule sequence times"
            ),
        },
    },
    "kehu.career": {
        "read": "stma",
        "do": {
            "stma": "copy create unlink",
        },
        "write": {
            "stma": (
                "company_id date_end date_from employer partner_id person_id "
                "post successor_id"
            ),
        },
    },
    "kehu.erasure": {
        "read": "ma",
        "do": {
            "ma": "copy create unlink",
        },
        "write": {
            "ma": "company_id reason",
        },
        "call": {
            "ma": "action_erase action_preview",
        },
    },
    "kehu.erasure.line": {
        "read": "ma",
        "call": {
            "ma": "action_open",
        },
    },
    "kehu.followup": {
        "read": "stma",
        "call": {
            "stma": "action_log action_open_partner action_put_off",
            "sftomax": "get_counters",
        },
    },
    "kehu.followup.put.off": {
        "read": "sftomax",
        "do": {
            "sftomax": "copy create",
        },
        "write": {
            "sftoma": "followup_ids",
            "sftomax": "reason until",
        },
        "call": {
            "sftomax": "action_apply",
        },
    },
    "kehu.gift": {
        "read": "stma",
        "do": {
            "stma": "copy create",
        },
        "forge": {
            "ma": "visit_id",
        },
        "call": {
            "tma": "action_approve action_refuse",
            "stma": "action_cancel",
        },
    },
    "kehu.gift.cap": {
        "read": "sftoma",
        "do": {
            "ma": "copy create unlink",
        },
        "write": {
            "ma": "amount company_id grade_id person_id year",
        },
    },
    "kehu.gift.counter": {
        "read": "ma",
    },
    "kehu.gift.kind": {
        "read": "sftomax",
        "do": {
            "max": "copy create unlink",
        },
        "write": {
            "max": "active name sequence",
        },
    },
    "kehu.greeting": {
        "read": "sftoma",
        "do": {
            "ma": "copy unlink",
            "max": "create",
        },
        "write": {
            "ma": (
                "active company_id days_around days_before festival_id grade_id "
                "kind_id occasion sequence with_gift"
            ),
        },
    },
    "kehu.key.role": {
        "read": "sftomax",
        "do": {
            "max": "copy create unlink",
        },
        "write": {
            "max": "active is_purchasing name sequence",
        },
    },
    "kehu.leave": {
        "read": "sftomax",
        "do": {
            "sftomax": "copy create unlink",
        },
        "write": {
            "sftomax": (
                "date moves new_employer new_partner_id new_post person_id successor_id"
            ),
        },
        "forge": {
            "sftomax": "person_id",
        },
        "call": {
            "stmax": "action_apply",
        },
    },
    "kehu.price.observation": {
        "read": "stma",
        "do": {
            "stma": "copy create unlink",
        },
        "write": {
            "stma": (
                "article bottle_price bottles competitor_id date is_ours kind "
                "note price product_id unit user_id"
            ),
        },
    },
    "kehu.private.note": {},
    "kehu.private.note.page": {
        "read": "sftomax",
        "do": {
            "sftomax": "copy create unlink",
        },
        "write": {
            "sftomax": "person_id",
        },
        "forge": {
            "sftomax": "person_id",
        },
        "call": {
            "sftomaxbrpwg": "action_done",
        },
    },
    "kehu.private.note.read": {
        "read": "ma",
    },
    "kehu.relation": {
        "read": "stma",
        "do": {
            "stma": "copy create unlink",
        },
        "write": {
            "stma": "company_id kind note other_id person_id",
        },
        "call": {
            "stma": "action_open_other action_open_person",
        },
    },
    "kehu.reminder": {
        "read": "ma",
    },
    "kehu.retention": {
        "read": "max",
        "do": {
            "max": "copy create unlink",
        },
        "write": {
            "max": "date_field model person_field reason sequence years",
        },
    },
    "kehu.visit": {
        "read": "stma",
        "blind": {
            "stma": "meeting_id message_id",
        },
        "do": {
            "stma": "copy create",
            "ma": "unlink",
        },
        "write": {
            "stma": (
                "advice_answer advice_id advice_opinion check_ids "
                "competitor_ids competitor_note consumption_level contact_ids "
                "date_begin date_end deciders demand_ids gift_ids interest "
                "kind_id needs next_date next_purpose note order_ids photo_ids "
                "planned_at price_ids product_use promoted_ids purpose "
                "purpose_reached reason referrals scale shelf state user_id "
                "usual_channel usual_price"
            ),
        },
        "call": {
            "stma": "action_cancel action_done action_plan action_to_file",
        },
    },
    "kehu.visit.check": {
        "read": "sftomax",
        "do": {
            "max": "copy create unlink",
        },
        "write": {
            "max": "active kind_id name sequence",
        },
    },
    "kehu.visit.dismissed": {},
    "kehu.visit.kind": {
        "read": "sftomax",
        "do": {
            "max": "copy create unlink",
        },
        "write": {
            "max": (
                "active check_ids is_face_to_face minutes name needs_advice sequence"
            ),
        },
    },
    "kehu.visit.offer": {
        "read": "s",
        "call": {
            "sftomax": "action_dismiss action_log",
        },
    },
    "kehu.visit.order": {
        "read": "stma",
        "do": {
            "stma": "copy create unlink",
        },
        "write": {
            "stma": (
                "company_id delivery_date note price product_id quantity sequence"
            ),
            "ma": "visit_id",
        },
    },
    "kehu.visit.position": {
        "read": "sma",
    },
}
