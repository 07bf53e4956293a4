from . import models, facts, wizard, demo  # models first: facts extend them
from . import controllers
from .hooks import post_init_hook, uninstall_hook
