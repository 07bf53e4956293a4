"""Doors of what is graded, counted and warned of: see `sweep_table`."""

DOORS = {
    "kehu.alert": {
        "read": "stmabr",
        "call": {
            "stma": "action_close action_snooze action_take",
            "stmabr": "action_open_fact",
            "sftomaxbr": "get_counters",
        },
    },
    "kehu.alert.answer": {
        "read": "sftomax",
        "do": {"sftomax": "copy create"},
        "write": {"sftomax": "act outcome reason until", "ma": "alert_ids"},
        "call": {"sftomax": "action_apply"},
    },
    "kehu.alert.digest": {"read": "ma"},
    "kehu.alert.rule": {
        "read": "sftomabr",
        "do": {"ma": "copy create"},
        "write": {
            "ma": (
                "active amount_field by_month by_record domain expire_days is_money "
                "key_field model name opens outcome outcome_days person_id sentence "
                "sequence severity snooze_days tell trigger"
            )
        },
        "call": {"sftomabr": "action_open_alerts"},
    },
    "kehu.alert.step": {"read": "stma"},
    "kehu.answer": {"read": "stma", "do": {"stma": "copy create"}},
    "kehu.audience": {
        "read": "sftomaxbr",
        "do": {"max": "copy create unlink"},
        "write": {"max": "active name note role_ids sequence"},
    },
    "kehu.audience.rhythm": {"read": "sftoma"},
    "kehu.entitlement": {
        "read": "sftomabr",
        "do": {"ma": "copy create unlink"},
        "write": {
            "ma": (
                "active audience_id grade_id kind note quadrant role_id sequence value"
            )
        },
    },
    "kehu.external.sale": {
        "read": "stmabr",
        "do": {
            "stma": "copy create",
        },
        "forge": {
            "stma": "kind",
        },
        "call": {
            "stmabr": "action_entries",
        },
    },
    "kehu.external.sale.line": {"read": "stmabr"},
    "kehu.festival": {
        "read": "sftomax",
        "do": {
            "max": "copy create unlink",
        },
        "write": {
            "max": (
                "active calendar date_ids day month name season_days "
                "season_factor sequence"
            ),
        },
    },
    "kehu.festival.date": {
        "read": "sftomax",
        "do": {"max": "copy create unlink"},
        "write": {"max": "date festival_id year"},
    },
    "kehu.grade": {
        "read": "sftomabr",
        "do": {"ma": "copy create unlink"},
        "write": {
            "ma": (
                "active benefit_note color entitlement_ids name score_from sequence "
                "strategy strategy_note"
            )
        },
    },
    "kehu.grade.history": {"read": "stma"},
    "kehu.grade.override": {
        "read": "stma",
        "do": {"ma": "copy create"},
        "call": {"ma": "action_end"},
    },
    "kehu.import": {
        "read": "mabr",
        "do": {"ma": "create unlink"},
        "write": {"ma": "cutover_date file filename"},
        "call": {
            "ma": (
                "action_check action_import_all action_import_good action_stop "
                "action_undo"
            ),
            "mabr": "action_documents action_lines",
        },
    },
    "kehu.import.line": {"read": "mabr"},
    "kehu.loss": {
        "read": "stma",
        "write": {"stma": "note reason_id"},
        "call": {"stma": "action_open_partner"},
    },
    "kehu.loss.reason": {
        "read": "sftomax",
        "do": {"max": "copy create unlink"},
        "write": {"max": "active name sequence"},
    },
    "kehu.margin": {},
    "kehu.metric": {
        "read": "stmabr",
        "blind": {"br": "override_id scorecard_id source_id"},
        "call": {
            "stma": "action_answer get_explanation get_questions",
            "stmabr": (
                "action_grade_history action_open_partner action_open_records "
                "action_override action_refresh_now"
            ),
        },
    },
    "kehu.question": {
        "read": "sftomax",
        "do": {"max": "copy create"},
        "write": {
            "max": (
                "active ask audience_ids name sequence step_1 step_2 step_3 step_4 "
                "step_5"
            )
        },
    },
    "kehu.run": {"read": "ma", "call": {"max": "action_run_now"}},
    "kehu.run.line": {"read": "ma"},
    "kehu.sale.analysis": {
        "read": "stma",
        "blind": {"st": "margin margin_rate", "stma": "move_id"},
        "call": {"stma": "action_open_document"},
    },
    "kehu.scheme": {
        "read": "sftoma",
        "do": {"ma": "copy create unlink"},
        "write": {"ma": "audience_id criterion_ids name"},
        "call": {"ma": "action_activate action_new_version action_try"},
    },
    "kehu.scheme.breakpoint": {
        "read": "sftoma",
        "do": {"ma": "copy create unlink"},
        "write": {"ma": "points value_from"},
    },
    "kehu.scheme.criterion": {
        "read": "sftoma",
        "do": {"ma": "copy create unlink"},
        "write": {"ma": "breakpoint_ids fact sequence weight"},
    },
    "kehu.scheme.trial": {
        "read": "ma",
        "call": {"ma": ("action_activate action_back action_export action_open_cell")},
    },
    "kehu.scheme.trial.line": {"read": "ma", "call": {"ma": "action_open_partner"}},
    "kehu.scorecard": {"read": "stma"},
    "kehu.scorecard.line": {"read": "stma"},
    "kehu.source.analysis": {"read": "stma", "call": {"stma": "action_open_partner"}},
    "kehu.time.analysis": {
        "read": "tma",
        "call": {
            "tma": "action_open_row",
        },
    },
}
