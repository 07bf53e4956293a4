from . import (
    crm_lead,
    kehu_visit,
)
