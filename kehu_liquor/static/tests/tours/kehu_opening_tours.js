import { registry } from "@web/core/registry";

/** A salesperson goes from the customer's page to its opening, and applies. */
registry.category("web_tour.tours").add("kehu_seller_opens", {
    steps: () => [
        {
            content: "The page says how far the opening is",
            trigger: '.o_kehu_opening_line:contains("1/3")',
        },
        { content: "Go there", trigger: ".o_kehu_opening", run: "click" },
        { content: "The licence is listed", trigger: '.o_data_row:contains("Licence")' },
        {
            content: "Write it",
            trigger: '.o_data_row:contains("Licence") td[name="number"]',
            run: "click",
        },
        {
            trigger: '.o_selected_row td[name="number"] input',
            run: "edit JY15101",
        },
        { content: "Apply", trigger: 'button[name="action_apply"]', run: "click" },
        {
            content: "It waits for somebody else",
            trigger: '.o_arrow_button_current[data-value="applied"]',
        },
        {
            content: "The salesperson does not check it",
            trigger: '.o_form_view:not(:has(button[name="action_check"]))',
        },
    ],
});

/** A lead on a phone reads the papers and finds them in order. */
registry.category("web_tour.tours").add("kehu_lead_checks", {
    url: "/odoo/kehu-openings",
    steps: () => [
        {
            content: "The opening, as a card",
            trigger: '.o_kanban_record:contains("Own"):contains("2/3")',
            run: "click",
        },
        {
            content: "Its papers, as cards",
            trigger: '.o_field_widget[name="line_ids"] .o_kanban_record:contains("JY15101")',
        },
        { content: "In order", trigger: 'button[name="action_check"]', run: "click" },
        {
            content: "It waits for a manager",
            trigger: '.o_form_view:not(:has(button[name="action_check"]))',
        },
    ],
});
