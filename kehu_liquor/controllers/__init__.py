from . import export, templates
