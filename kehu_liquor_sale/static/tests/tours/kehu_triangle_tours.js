import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

/** On a phone: the merchant calls back, the salesperson registers its invoice. */
tours.add("kehu_triangle_phone", {
    steps: () => [
        {
            content: "The merchant has delivered",
            trigger: '.o_form_view button[name="action_kehu_delivered"]:contains("Delivered"):visible',
            run: "click",
        },
        {
            content: "Of this merchant",
            trigger: '.o_field_widget[name="merchant_id"]:contains("The Shop")',
        },
        {
            content: "Its number",
            trigger: '.o_field_widget[name="number"] input',
            run: "edit 26512000000012345678",
        },
        {
            content: "The day on it",
            trigger: '.o_field_widget[name="date"] input, .o_field_widget[name="date"] button',
            run: "edit 06/30/2026",
        },
        { content: "Save", trigger: ".o_form_button_save", run: "click" },
        {
            content: "It waits for a second person",
            trigger: '.o_form_saved:not(:has(button[name="action_confirm"]))',
        },
    ],
});

/** At the desk: who keeps the books proposes the bill of what is due back. */
tours.add("kehu_triangle_desk", {
    url: "/odoo/kehu-merchant-advances",
    steps: () => [
        {
            content: "What is due",
            trigger: '.o_data_row:contains("The Shop"):contains("Two glasses") .o_list_record_selector input',
            run: "click",
        },
        {
            content: "Propose its bill",
            trigger: 'button[name="action_propose_bills"]',
            run: "click",
        },
        {
            content: "A draft of a vendor bill",
            trigger: '.o_form_view .o_arrow_button_current[data-value="draft"]',
        },
        {
            content: "With what was advanced",
            trigger: '.o_field_widget[name="invoice_line_ids"]:contains("Two glasses")',
        },
    ],
});
