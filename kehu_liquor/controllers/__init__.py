from . import export, person, templates
