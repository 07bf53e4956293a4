from . import (
    kehu_visit,
    event_registration,
)
