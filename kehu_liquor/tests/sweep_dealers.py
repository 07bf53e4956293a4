"""Doors of contracts, evaluations and support: see `sweep_table`."""

DOORS = {
    "kehu.budget": {
        "read": "tomabr",
        "do": {
            "ma": "copy create unlink",
        },
        "write": {
            "ma": (
                "active base_amount date_from date_to kind_ids most_growth name "
                "note sales_above sales_percent support_ids tight_from"
            ),
        },
        "call": {
            "tomabr": "action_open_supports",
        },
    },
    "kehu.contract": {
        "read": "stmabr",
        "do": {
            "stma": "copy create unlink",
        },
        "write": {
            "stma": (
                "case_target cash_target date_end date_from deposit "
                "deposit_date_end deposit_received kind note payment_note "
                "payment_term_id sales_target signed_file signed_file_name "
                "signed_on split_by target_ids template_id territory_ids "
                "user_id"
            ),
            "ma": "end_reason",
            "tma": "partner_id",
        },
        "call": {
            "ma": "action_draft action_end",
            "stmabr": "action_open_progress",
            "stma": "action_renew action_split",
            "tma": "action_sign",
        },
    },
    "kehu.contract.clause": {
        "read": "sftomabr",
        "do": {
            "ma": "copy create unlink",
        },
        "write": {
            "ma": "body name sequence template_id",
        },
    },
    "kehu.contract.progress": {
        "read": "stmabr",
    },
    "kehu.contract.target": {
        "read": "stmabr",
        "do": {
            "stma": "copy create unlink",
        },
        "write": {
            "stma": "cases cash category_id month sales",
        },
    },
    "kehu.contract.template": {
        "read": "sftomabr",
        "do": {
            "ma": "copy create unlink",
        },
        "write": {
            "ma": "active clause_ids kind name note version",
        },
        "forge": {
            "ma": "version",
        },
        "call": {
            "ma": "action_new_version",
        },
    },
    "kehu.contract.territory": {
        "read": "stmabr",
        "do": {
            "stma": "copy unlink",
            "sftomax": "create",
        },
        "write": {
            "stma": "category_id contract_id is_exclusive note territory_id",
        },
    },
    "kehu.evaluation": {
        "read": "stma",
        "do": {
            "stma": "copy create unlink",
        },
        "write": {
            "stma": "note obstacle obstacle_plan",
        },
        "call": {
            "tma": "action_approve",
            "stma": "action_done action_send_back",
        },
    },
    "kehu.evaluation.criterion": {
        "read": "sftomax",
        "do": {
            "max": "copy create",
        },
        "write": {
            "max": "active ask axis fact least name sequence weight",
        },
    },
    "kehu.evaluation.line": {
        "read": "stma",
        "write": {
            "stma": "mark note",
        },
    },
    "kehu.sales.policy": {
        "read": "sftomabr",
        "do": {
            "ma": "copy create unlink",
        },
        "write": {
            "ma": (
                "active audience_ids buy_cases category_ids condition date_end "
                "date_from free_cases kind name note season territory_ids"
            ),
        },
    },
    "kehu.support": {
        "read": "stmabr",
        "blind": {
            "s": "budget_id is_budget_tight review",
            "stma": "move_line_ids",
        },
        "do": {
            "stma": "copy create unlink",
        },
        "write": {
            "stma": (
                "date_from date_to due_date kind_id note payee_id "
                "requested_amount user_id"
            ),
        },
        "call": {
            "stma": (
                "action_approve action_deliver action_prove action_request "
                "action_take_back"
            ),
            "stmabr": (
                "action_approve_partly action_cancel action_judge "
                "action_new_bill action_open_fact action_refuse action_return "
                "action_settle"
            ),
            "br": "action_bills",
        },
    },
    "kehu.support.answer": {
        "read": "sftomaxb",
        "do": {
            "sftomaxb": "copy create",
        },
        "write": {
            "sftomaxb": "act amount reason support_id verdict",
        },
        "call": {
            "stmab": "action_apply",
        },
    },
    "kehu.support.check": {
        "read": "sftomax",
        "do": {
            "max": "copy create unlink",
        },
        "write": {
            "max": "is_mandatory kind_id name needs_file sequence",
        },
    },
    "kehu.support.evidence": {
        "read": "stmabr",
    },
    "kehu.support.kind": {
        "read": "sftomaxbr",
        "do": {
            "max": "copy create unlink",
        },
        "write": {
            "max": "active check_ids has_cost name promise_days sequence",
        },
    },
}
