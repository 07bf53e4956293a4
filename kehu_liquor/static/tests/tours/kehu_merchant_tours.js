import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

/** At the desk: a lead compares the picture with the lines, and it earns. */
tours.add("kehu_merchant_desk", {
    url: "/odoo/kehu-merchant-invoices",
    steps: () => [
        {
            content: "What a salesperson registered",
            trigger: '.o_data_row:contains("26512000000012345678"):contains("The Shop") td[name="number"]',
            run: "click",
        },
        { content: "The picture", trigger: '.o_form_view .o_field_widget[name="picture"] img' },
        {
            content: "Sums without and with tax",
            trigger: '.o_form_view .o_field_widget[name="total"]:contains("113")',
        },
        { content: "They agree", trigger: 'button[name="action_confirm"]', run: "click" },
        {
            content: "It counts",
            trigger: '.o_arrow_button_current[data-value="confirmed"]',
        },
        {
            content: "And earned its points",
            trigger: 'button[name="action_entries"]:contains("100")',
            run: "click",
        },
        {
            content: "By this document",
            trigger: '.o_data_row:contains("26512000000012345678"):contains("100")',
        },
    ],
});

/** On a phone: the salesperson's card, and a number that was read wrongly. */
tours.add("kehu_merchant_phone", {
    url: "/odoo/kehu-merchant-invoices",
    steps: () => [
        {
            content: "The card says who, where, how much",
            trigger: '.o_kanban_record:contains("Own"):contains("The Shop"):contains("113")',
            run: "click",
        },
        {
            content: "Nobody checks the own",
            trigger: '.o_form_view:not(:has(button[name="action_confirm"]))',
        },
        {
            content: "The number as printed",
            trigger: '.o_field_widget[name="number"] input',
            run: "edit 22222222222222222222",
        },
        { content: "Save", trigger: ".o_form_button_save", run: "click" },
        { content: "It is kept", trigger: ".o_form_saved" },
    ],
});
