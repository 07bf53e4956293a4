import { Component, useRef } from "@odoo/owl";
import { marks } from "./kehu_calendar_marks";

/** So many entries of a day have room in a cell; the others are counted. */
const ROOM = 2;
/** So far a finger moves sideways until it is meant as a swipe, in pixels. */
const SWIPE = 60;
const STEPS = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
};
const TURNS = { PageUp: -1, PageDown: 1 };

/** The sheet itself: head and first column stay, arrows walk, Enter and taps pick. */
export class KehuCalendarGrid extends Component {
    static template = "kehu_liquor.CalendarGrid";
    static props = { data: Object, onPick: Function, onTurn: Function, onCustomer: Function };

    setup() {
        this.root = useRef("root");
        this.marks = marks();
    }

    get kinds() {
        return Object.fromEntries(this.props.data.kinds.map((kind) => [kind.id, kind]));
    }

    get isWeek() {
        return this.props.data.span === "week";
    }

    /** Where the arrows begin: today, or the first day shown. */
    get firstColumn() {
        const today = this.props.data.days.findIndex((day) => day.is_today);
        return Math.max(0, today);
    }

    /** What fits into a cell, and how many more there are. */
    shown(entries) {
        const room = entries.length > ROOM ? ROOM - 1 : ROOM;
        return { entries: entries.slice(0, room), more: Math.max(0, entries.length - room) };
    }

    say(row, day, kinds) {
        const entries = row.days[day.day] || [];
        const words = entries.map(
            ({ mark, kind_id }) => `${this.marks[mark].word} ${kinds[kind_id]?.name}`
        );
        return [row.name, day.said, ...words].join(", ");
    }

    // ------------------------------------------------------------- to the cell
    cellOf(el) {
        const cell = el.closest("td[data-column]");
        if (!cell) {
            return null;
        }
        const [line, column] = [Number(cell.dataset.line), Number(cell.dataset.column)];
        const { rows, days } = this.props.data;
        return { cell, line, column, row: rows[line], day: days[column] };
    }

    onClick(ev) {
        const found = this.cellOf(ev.target);
        if (found) {
            this.moveTo(found.line, found.column);
            this.props.onPick(found.row, found.day, found.cell);
        }
    }

    onKeydown(ev) {
        const found = this.cellOf(ev.target);
        if (!found || ev.ctrlKey || ev.altKey || ev.metaKey) {
            return;
        }
        if (STEPS[ev.key]) {
            const [down, right] = STEPS[ev.key];
            this.moveTo(found.line + down, found.column + right);
        } else if (ev.key === "Home" || ev.key === "End") {
            this.moveTo(found.line, ev.key === "Home" ? 0 : this.props.data.days.length - 1);
        } else if (ev.key === "Enter" || ev.key === " ") {
            this.props.onPick(found.row, found.day, found.cell);
        } else if (TURNS[ev.key]) {
            this.props.onTurn(TURNS[ev.key]);
        } else {
            return;
        }
        ev.preventDefault();
        ev.stopPropagation();
    }

    /** The focus walks from cell to cell: only one of them is in the tab order. */
    moveTo(line, column) {
        const to = this.root.el.querySelector(
            `td[data-line="${line}"][data-column="${column}"]`
        );
        if (!to) {
            return;
        }
        for (const cell of this.root.el.querySelectorAll('td[tabindex="0"]')) {
            cell.tabIndex = -1;
        }
        to.tabIndex = 0;
        to.focus();
    }

    // --------------------------------------------------------------- by finger
    onTouchstart(ev) {
        const { clientX, clientY } = ev.touches[0];
        this.touched = ev.touches.length === 1 && { clientX, clientY };
    }

    onTouchend(ev) {
        if (!this.touched || !this.isWeek) {
            return;
        }
        const { clientX, clientY } = ev.changedTouches[0];
        const right = clientX - this.touched.clientX;
        const down = clientY - this.touched.clientY;
        this.touched = null;
        if (Math.abs(right) > SWIPE && Math.abs(right) > 2 * Math.abs(down)) {
            this.props.onTurn(right < 0 ? 1 : -1);
        }
    }
}
