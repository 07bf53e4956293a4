from odoo import api, models
from odoo.exceptions import ValidationError

from ..engine.fair import binding_words


class KehuFairText(models.AbstractModel):
    """What we agree with dealers in free words binds nobody to a resale price.

    Decides from the words themselves, in every language of a text, and refuses with
    the law's sentence (Anti-Monopoly Law, article 18).
    """

    _name = "kehu.fair.text"
    _description = "Text without resale prices"

    #: Fields in which people write freely.
    _fair_texts = ()

    @api.constrains(lambda self: self._fair_texts)
    def _check_fair(self):
        languages = [code for code, _name in self.env["res.lang"].get_installed()]
        for record in self:
            for name in self._fair_texts:
                spoken = languages if self._fields[name].translate else [None]
                for code in spoken:
                    said = record.with_context(lang=code) if code else record
                    self._refuse_binding(said[name])

    @api.model
    def _refuse_binding(self, text):
        if found := binding_words(str(text or "")):
            raise ValidationError(
                self.env._(
                    "“%(words)s”: the Anti-Monopoly Law, article 18, forbids binding "
                    "a dealer to a resale price or a lowest price. Leave it out; a "
                    "suggested price without consequences is allowed.",
                    words=found,
                )
            )
