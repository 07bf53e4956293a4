import { registry } from "@web/core/registry";
import { stepUtils } from "@web_tour/tour_utils";

const group = (name) => `[data-picture="quadrant"] tr[data-row="${name}"]`;

/** How many customers a row of a table says, as the address of the next step. */
function promised() {
    const cell = document.querySelector('[data-picture="ladder"] tbody tr:last-child td:nth-child(2)');
    return Number(cell.textContent);
}

/** A manager looks, switches the ladder, narrows it down, opens a group, comes back. */
registry.category("web_tour.tours").add("kehu_overview_desk", {
    url: "/odoo",
    steps: () => [
        stepUtils.showAppsMenuItem(),
        {
            content: "Open the app",
            trigger: '.o_app[data-menu-xmlid="kehu_liquor.menu_kehu"]',
            run: "click",
        },
        {
            content: "Analysis",
            trigger: '[data-menu-xmlid="kehu_liquor.menu_kehu_analysis"]',
            run: "click",
        },
        {
            content: "Overview",
            trigger: '[data-menu-xmlid="kehu_liquor.menu_kehu_overview"]',
            run: "click",
        },
        { content: "The curve is drawn", trigger: '[data-picture="pareto"] canvas' },
        {
            content: "Its table says who is first",
            trigger: '[data-picture="pareto"] tbody tr:first:contains("Outlet")',
        },
        { content: "Four groups", trigger: group("treasure") },
        { trigger: group("dangerous") },
        { trigger: group("star") },
        { trigger: group("drop") },
        {
            content: "What the best share",
            trigger: '[data-picture="traits"] table tbody tr a',
        },
        {
            content: "By territory",
            trigger: '[data-ladder="territory_id"]',
            run: "click",
        },
        {
            content: "East is on the ladder",
            trigger: '[data-picture="ladder"] tbody tr:contains("East")',
        },
        {
            content: "Open the last rung and count",
            trigger: '[data-picture="ladder"] tbody tr:last',
            run({ anchor }) {
                window.kehuPromised = promised();
                anchor.click();
            },
        },
        {
            content: "As many rows as it said",
            trigger: ".o_list_view .o_data_row",
            run() {
                const rows = document.querySelectorAll(".o_list_view .o_data_row").length;
                if (rows !== window.kehuPromised) {
                    throw new Error(`${rows} rows, ${window.kehuPromised} promised`);
                }
            },
        },
        {
            content: "Back to the pictures",
            trigger: ".o_breadcrumb .breadcrumb-item a",
            run: "click",
        },
        {
            content: "Still by territory",
            trigger: '[data-ladder="territory_id"].active',
        },
        {
            content: "Choose a salesperson",
            trigger: '[data-filter="user_id"] .o_select_menu_toggler',
            run: "click",
        },
        {
            trigger: '.o_select_menu_item:contains("seller")',
            run: "click",
        },
        {
            content: "Another period",
            trigger: '[data-filter="period"] .o_select_menu_toggler',
            run: "click",
        },
        {
            trigger: '.o_select_menu_item:contains("This year")',
            run: "click",
        },
        {
            content: "The curve says which days it shows",
            trigger: '[data-picture="pareto"] .o_kehu_period:contains("01/01/2026")',
        },
        {
            content: "The groups stay those of 12 months",
            trigger: '[data-picture="quadrant"] .o_kehu_period:contains("Last 12 months")',
        },
        {
            content: "The address keeps the choice",
            trigger: ".o_kehu_overview[data-user]",
            async run() {
                const kept = () => new URLSearchParams(location.search).get("user_id") && new URLSearchParams(location.search).get("period");
                for (let tries = 0; !kept() && tries < 50; tries++) {
                    await new Promise((resolve) => setTimeout(resolve, 100));
                }
                if (!kept()) {
                    throw new Error(`not in the address: ${location.search}`);
                }
            },
        },
    ],
});

/** A lead on a phone: figures first, pictures beneath, a row opens its customer. */
registry.category("web_tour.tours").add("kehu_overview_phone", {
    url: "/odoo/kehu-overview",
    steps: () => [
        {
            content: "The figures stand above the picture",
            trigger: '[data-picture="pareto"] canvas',
            run() {
                const top = (css) =>
                    document
                        .querySelector(`[data-picture="pareto"] ${css}`)
                        .getBoundingClientRect().top;
                if (top("table") > top("canvas")) {
                    throw new Error("the picture comes first");
                }
                if (document.documentElement.scrollWidth > window.innerWidth) {
                    throw new Error("the page is wider than the phone");
                }
            },
        },
        {
            content: "Open the first customer",
            trigger: '[data-picture="pareto"] tbody tr:first',
            run: "click",
        },
        {
            content: "The customer's page",
            trigger: '.o_form_view .o_kehu_tile[data-tile="sales"]',
        },
    ],
});

/** A manager asks who leaves most, sees who costs money, and opens the unknown ones. */
registry.category("web_tour.tours").add("kehu_overview_margin", {
    url: "/odoo/kehu-overview",
    steps: () => [
        {
            content: "Net sales come first",
            trigger: '.o_kehu_measures .active:contains("Net Sales")',
        },
        {
            content: "By margin",
            trigger: '.o_kehu_measures button:contains("Gross Margin")',
            run: "click",
        },
        {
            content: "Who costs money is said",
            trigger: '[data-picture="pareto"] .o_kehu_said:contains("cost money")',
        },
        { content: "and how much is known", trigger: '.o_kehu_said:contains("Cost is known for")' },
        {
            content: "The last bar is a loss",
            trigger: '[data-picture="pareto"] tbody tr:contains("Losing"):contains("-200")',
        },
        {
            content: "Another period",
            trigger: '[data-filter="period"] .o_select_menu_toggler',
            run: "click",
        },
        { trigger: '.o_select_menu_item:contains("This year")', run: "click" },
        {
            content: "Still the margin",
            trigger: '[data-picture="pareto"] th:contains("Gross Margin, This year")',
        },
        {
            content: "Those whose cost is not known",
            trigger: '[data-picture="pareto"] tbody tr:contains("costs are not all known")',
            run: "click",
        },
        { trigger: '.o_list_view .o_data_row:contains("Half known")' },
        { trigger: '.o_list_view .o_data_row:contains("Free text")' },
        {
            content: "Exactly those",
            trigger: ".o_list_view",
            run() {
                const rows = document.querySelectorAll(".o_list_view .o_data_row").length;
                if (rows !== 2) {
                    throw new Error(`${rows} rows, 2 promised`);
                }
            },
        },
    ],
});
