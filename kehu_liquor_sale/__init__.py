from . import facts, models, wizard
