import { _t } from "@web/core/l10n/translation";

/** How a contact or a promise stands: a colour, and the same by a mark and a word. */
export function marks() {
    return {
        done: { key: "done", glyph: "■", word: _t("Took place") },
        planned: { key: "planned", glyph: "□", word: _t("To do") },
        late: { key: "late", glyph: "△", word: _t("Overdue") },
        missed: { key: "missed", glyph: "!", word: _t("Missed") },
    };
}
