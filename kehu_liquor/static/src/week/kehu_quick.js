import { registry } from "@web/core/registry";
import { formView } from "@web/views/form/form_view";

/** Only a tap logs a contact: leaving the page with the entry open logs nothing. */
class KehuQuickController extends formView.Controller {
    async beforeUnload() {}
}

registry.category("views").add("kehu_quick_form", {
    ...formView,
    Controller: KehuQuickController,
});
