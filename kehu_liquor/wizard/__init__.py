from . import base_partner_merge, base_partner_merge_alert, kehu_alert_answer
from . import base_partner_merge, base_partner_merge_ownership
