import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { marks } from "./kehu_calendar_marks";

/** The note behind a cell: who, how, when, what was said; and the way on. */
export class KehuCalendarNote extends Component {
    static template = "kehu_liquor.CalendarNote";
    static props = {
        row: Object,
        day: Object,
        entries: Array,
        kinds: Array,
        people: Object,
        onOpen: Function,
        onAdd: Function,
        close: { type: Function, optional: true }, // a sheet on a phone passes none
    };

    setup() {
        this.marks = marks();
    }

    kind(entry) {
        return this.props.kinds.find(({ id }) => id === entry.kind_id);
    }

    /** Hour and person of a contact; a promise says by when. */
    when(entry) {
        const until = entry.until && _t("promised by %s", entry.until);
        const person = this.props.people[entry.user_id];
        return [entry.hour, until, person].filter(Boolean).join(" · ");
    }

    purpose(entry) {
        const reached = entry.reached && _t("reached: %s", entry.reached);
        return [entry.purpose, reached].filter(Boolean).join(" · ");
    }

    way(entry) {
        if (entry.what === "visit") {
            return _t("Open");
        }
        if (entry.mark === "missed") {
            return _t("Log Late");
        }
        return this.props.day.is_ahead ? _t("Plan It") : _t("Log It");
    }

    get more() {
        return this.props.day.is_ahead ? _t("Plan Another") : _t("Log Another");
    }
}
