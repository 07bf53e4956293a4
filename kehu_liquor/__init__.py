from . import (
    models,
    facts,
    wizard,
    controllers,
    demo,
)  # models first: facts extend them
from .hooks import post_init_hook, uninstall_hook
