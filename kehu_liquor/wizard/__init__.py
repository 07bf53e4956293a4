from . import (
    base_partner_merge,
    base_partner_merge_alert,
    base_partner_merge_ownership,
    kehu_alert_answer,
    kehu_leave,
    kehu_private_note_page,
)
