import { registry } from "@web/core/registry";

/** A manager sets the weeks before Spring Festival beside last year's. */
registry.category("web_tour.tours").add("kehu_analysis_desk", {
    url: "/odoo/kehu-sales",
    steps: () => [
        {
            content: "Months, year against year",
            trigger: '.o_pivot:has(th:contains("2025")):has(th:contains("2026")):has(td:contains("310,000"))',
        },
        { content: "Open the filters", trigger: ".o_searchview_dropdown_toggler", run: "click" },
        {
            content: "Choose the festival's axis",
            trigger:
                '.o_menu_item:contains("Weeks before Spring Festival, against"), .o_menu_item:contains("春节前各周")',
            run: "click",
        },
        {
            content: "The same week of two years stands in one row",
            trigger: '.o_pivot tr:has(th:contains("3")):has(td:contains("30,000")):has(td:contains("70,000"))',
        },
        { content: "As a graph", trigger: ".o_switch_view.o_graph", run: "click" },
        { trigger: ".o_graph_view canvas" },
        { content: "As a list", trigger: ".o_switch_view.o_list", run: "click" },
        {
            content: "A line opens its customer",
            trigger: '.o_data_row:contains("Golden Cup") td[name="date"]',
            run: "click",
        },
        { trigger: '.o_form_view .o_kehu_page, .o_form_view .o_kehu_tiles' },
    ],
});

/** A salesperson without accounting rights, on a phone: own sales only. */
registry.category("web_tour.tours").add("kehu_analysis_phone", {
    url: "/odoo/kehu-sales-spring",
    steps: () => [
        {
            content: "Weeks before the festival, own customers' money",
            trigger: '.o_pivot tr:has(th:contains("3")):has(td:contains("30,000"))',
        },
        {
            content: "Nobody else's",
            trigger: '.o_pivot:not(:has(td:contains("70,000")))',
        },
        { content: "Other views", trigger: ".o_cp_switch_buttons button", run: "click" },
        {
            content: "As cards",
            trigger: ".o-dropdown-item:has(.oi-view-kanban)",
            run: "click",
        },
        {
            content: "A card opens the customer",
            trigger: '.o_kanban_record:contains("Golden Cup")',
            run: "click",
        },
        { trigger: '.o_form_view .o_kehu_page, .o_form_view .o_kehu_tiles' },
    ],
});
