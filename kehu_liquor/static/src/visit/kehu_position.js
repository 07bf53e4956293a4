import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** Where the person stands, by their own tap, once a visit. Nothing runs by itself. */
export class KehuPosition extends Component {
    static template = "kehu_liquor.Position";
    static props = { ...standardFieldProps };

    setup() {
        this.state = useState({ asking: false, trouble: "" });
    }

    get point() {
        return this.props.record.data[this.props.name];
    }

    /** A saved point stays: only one that was just taken can be taken back. */
    get isNew() {
        return Boolean(this.point.is_new);
    }

    get words() {
        const { latitude, longitude, accuracy } = this.point;
        const meters = Math.round(accuracy);
        return `${latitude.toFixed(5)}, ${longitude.toFixed(5)} ±${meters} m`;
    }

    take() {
        if (!navigator.geolocation) {
            this.state.trouble = _t("This device knows no position.");
            return;
        }
        this.state.asking = true;
        this.state.trouble = "";
        navigator.geolocation.getCurrentPosition(
            ({ coords }) => this.keep(coords),
            () => this.fail(),
            { enableHighAccuracy: true, timeout: 10000, maximumAge: 60000 }
        );
    }

    keep({ latitude, longitude, accuracy }) {
        this.state.asking = false;
        const point = { latitude, longitude, accuracy, is_new: true };
        this.props.record.update({ [this.props.name]: point });
    }

    fail() {
        this.state.asking = false;
        this.state.trouble = _t("No position: the visit is logged without it.");
    }

    drop() {
        this.props.record.update({ [this.props.name]: false });
    }
}

registry.category("fields").add("kehu_position", {
    component: KehuPosition,
    supportedTypes: ["json"],
});
