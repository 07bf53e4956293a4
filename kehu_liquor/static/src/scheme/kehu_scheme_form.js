import { registry } from "@web/core/registry";
import { formView } from "@web/views/form/form_view";

/** Says with every save which revision was on the screen: two managers, nothing lost. */
export class KehuSchemeFormController extends formView.Controller {
    async onWillSaveRecord(record, changes) {
        if (record.resId) {
            changes.edited_from = record.data.revision;
        }
        return super.onWillSaveRecord(record, changes);
    }
}

registry.category("views").add("kehu_scheme_form", {
    ...formView,
    Controller: KehuSchemeFormController,
});
