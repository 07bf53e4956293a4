from . import models, facts, wizard  # the models first: facts extend their storage
from .hooks import post_init_hook, uninstall_hook
