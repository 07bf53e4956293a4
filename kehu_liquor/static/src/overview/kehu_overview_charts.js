import { _t } from "@web/core/l10n/translation";

// Neutral on light and dark ground; violet is an order, never an alarm.
const BAR = "#8463c4";
const LOSS = "#d1495b";
const LINE = "#2a9d8f";
const MARK = "#8a8a8a";
const SHADES = ["#d9d0f0", "#c6b7e8", "#b39fdf", "#8463c4", "#5a3a9a"];
const INK = "#808080";
const GRID = "rgba(128, 128, 128, 0.2)";
/** A group is told by form and word, not by its colour alone. */
const GROUPS = {
    treasure: { color: "#8463c4", pointStyle: "circle" },
    dangerous: { color: "#d1495b", pointStyle: "triangle" },
    star: { color: "#2a9d8f", pointStyle: "rectRot" },
    drop: { color: "#8a8a8a", pointStyle: "rect" },
};

function axis(text, more = {}) {
    return {
        title: { display: Boolean(text), text, color: INK },
        ticks: { color: INK, ...more.ticks },
        grid: { color: GRID, ...more.grid },
        ...more.axis,
    };
}

function tooltip(label, title = () => "") {
    return { callbacks: { label, title } };
}

const LEGEND = { labels: { color: INK, usePointStyle: true, boxHeight: 8 } };

/** Where somebody costs money both axes go below zero, and their zeros stay level. */
export function zeroInLine(money, share) {
    const top = Math.max(100, ...share.map((known) => Math.ceil(known - 0.001)));
    const low = Math.min(0, ...money) * 1.02;
    if (!low) {
        return { moneyRange: {}, shareRange: { min: 0, max: top } };
    }
    const high = Math.max(0, ...money) * 1.02 || -low;
    return {
        moneyRange: { min: low, max: high },
        shareRange: { min: (top * low) / high, max: top },
    };
}

/** Bars of money, the line of their cumulative share, and the line at 80 %. */
export function paretoConfig(pareto, small) {
    const { bars, divisor, unit, line, line_label, money_label } = pareto;
    const said = (item) =>
        bars[item.dataIndex].cells.slice(1).map((cell) => cell.text).join(" · ");
    const share = bars.map((bar) => bar.share);
    const money = bars.map((bar) => bar.amount / divisor);
    const { moneyRange, shareRange } = zeroInLine(money, share);
    return {
        type: "bar",
        data: {
            labels: bars.map((bar) => bar.label),
            datasets: [
                {
                    type: "line",
                    label: _t("Cumulative share (%)"),
                    data: share,
                    yAxisID: "share",
                    borderColor: LINE,
                    backgroundColor: LINE,
                    pointRadius: bars.length > 30 ? 0 : 2,
                    pointStyle: "circle",
                },
                {
                    type: "line",
                    label: line_label,
                    data: share.map((known) => (known === null ? null : line)),
                    yAxisID: "share",
                    borderColor: MARK,
                    backgroundColor: MARK,
                    borderDash: [6, 4],
                    pointRadius: 0,
                    pointHitRadius: 0,
                    pointStyle: "line",
                },
                {
                    label: money_label,
                    data: money,
                    yAxisID: "money",
                    backgroundColor: money.map((amount) => (amount < 0 ? LOSS : BAR)),
                    pointStyle: "rect",
                    minBarLength: 1,
                },
            ],
        },
        options: {
            interaction: { mode: "index", intersect: false },
            plugins: {
                legend: LEGEND,
                tooltip: {
                    ...tooltip(said, (items) => bars[items[0].dataIndex].cells[0].text),
                    filter: (item) => item.datasetIndex === 2,
                },
            },
            scales: {
                x: axis("", {
                    grid: { display: false },
                    ticks: { display: !small, maxRotation: 60, autoSkip: true, maxTicksLimit: 16 },
                }),
                money: axis(unit, { axis: moneyRange, ticks: { includeBounds: false } }),
                share: axis("%", {
                    axis: { position: "right", ...shareRange },
                    ticks: { includeBounds: false, callback: (value) => (value < 0 ? "" : value) },
                    grid: { drawOnChartArea: false },
                }),
            },
        },
    };
}

/** A cut between the groups, drawn as a data set of two points. */
function cut(label, points) {
    return {
        type: "line",
        label,
        data: points,
        borderColor: MARK,
        backgroundColor: MARK,
        borderDash: [6, 4],
        pointRadius: 0,
        pointHitRadius: 0,
        pointStyle: "line",
    };
}

function radius(n, most) {
    return 4 + 16 * Math.sqrt((n - 1) / Math.max(most - 1, 15));
}

/** Loyalty across, money up on a logarithmic axis; a bubble's area is its customers. */
export function quadrantConfig(quadrant, small) {
    const { bubbles, groups, divisor } = quadrant;
    const volumes = bubbles.filter((bubble) => bubble.y).map((bubble) => bubble.y);
    const low = Math.min(...volumes) / divisor / 3;
    const high = (Math.max(...volumes) / divisor) * 4;
    const most = Math.max(...bubbles.map((bubble) => bubble.n));
    const datasets = groups.map(({ key, label }) => ({
        label,
        data: bubbles
            .filter((bubble) => bubble.group === key)
            .map((bubble) => ({
                x: bubble.x,
                y: bubble.y ? bubble.y / divisor : low,
                r: radius(bubble.n, most),
                bubble,
            })),
        backgroundColor: `${GROUPS[key].color}99`,
        borderColor: GROUPS[key].color,
        pointStyle: GROUPS[key].pointStyle,
        clip: false,
    }));
    datasets.push(
        cut(_t("Loyalty cut"), [
            { x: quadrant.loyalty_cut, y: low },
            { x: quadrant.loyalty_cut, y: high },
        ])
    );
    if (quadrant.volume_cut) {
        const y = quadrant.volume_cut / divisor;
        datasets.push(cut(_t("Volume cut"), [{ x: 0, y }, { x: 100, y }]));
    }
    return {
        type: "bubble",
        data: { datasets },
        plugins: [corners(quadrant, small)],
        options: {
            plugins: {
                legend: LEGEND,
                tooltip: tooltip((item) => item.raw.bubble?.text),
            },
            scales: {
                x: axis(quadrant.loyalty_label, { axis: { min: 0, max: 100 } }),
                y: axis(quadrant.volume_label, {
                    axis: { type: "logarithmic", min: low, max: high },
                    ticks: { callback: roundTick },
                }),
            },
        },
    };
}

/** The groups' names and figures, each written in its corner. */
function corners({ table, volume_cut }, small) {
    const said = Object.fromEntries(
        table.rows.map((row) => [row.key, small ? row.cells[0].text : row.corner])
    );
    const places = [
        ["dangerous", "left", "top"],
        ["treasure", "right", "top"],
        ["drop", "left", "bottom"],
        ["star", "right", "bottom"],
    ];
    return {
        id: "kehu_corners",
        afterDatasetsDraw({ ctx, chartArea }) {
            if (!volume_cut) {
                return; // audiences have their cuts at different volumes
            }
            ctx.save();
            ctx.fillStyle = INK;
            ctx.font = "12px sans-serif";
            for (const [group, side, edge] of places) {
                ctx.textAlign = side;
                ctx.textBaseline = edge;
                const x = chartArea[side] + (side === "left" ? 6 : -6);
                ctx.fillText(said[group], x, chartArea[edge] + (edge === "top" ? 6 : -6));
            }
            ctx.restore();
        },
    };
}

/** On a logarithmic axis only 1, 2 and 5 of each power of ten are written. */
function roundTick(value) {
    const first = value / 10 ** Math.floor(Math.log10(value));
    return [1, 2, 5].includes(Math.round(first * 100) / 100)
        ? value.toLocaleString(undefined, { maximumFractionDigits: 4 })
        : "";
}

/** A double pyramid: customers to the left, money to the right, each on its own axis. */
export function ladderConfig({ divisor, count_label, money_label, table }) {
    const rungs = table.rows.slice(0, 15);
    const shade = ({ shade }) => SHADES[shade ?? 3] || BAR;
    const counts = Math.max(1, ...rungs.map((rung) => rung.n));
    const money = Math.max(...rungs.map((rung) => Math.abs(rung.amount) / divisor), 1e-9);
    const side = { grouped: false, barPercentage: 0.8, categoryPercentage: 0.9 };
    return {
        type: "bar",
        data: {
            labels: rungs.map((rung) => rung.label),
            datasets: [
                {
                    ...side,
                    order: 2,
                    label: count_label,
                    data: rungs.map((rung) => -rung.n),
                    xAxisID: "count",
                    backgroundColor: "#9aa5b1",
                    minBarLength: 2,
                },
                {
                    ...side,
                    order: 1,
                    label: money_label,
                    data: rungs.map((rung) => rung.amount / divisor),
                    xAxisID: "money",
                    // A loss lies over the customers, to the left of zero.
                    backgroundColor: rungs.map((rung) => (rung.amount < 0 ? LOSS : shade(rung))),
                    borderColor: "#8463c4",
                    borderWidth: 1,
                },
            ],
        },
        options: {
            indexAxis: "y",
            plugins: {
                legend: LEGEND,
                tooltip: tooltip((item) => {
                    const cells = rungs[item.dataIndex].cells;
                    return item.datasetIndex
                        ? `${money_label}: ${cells[3].text}`
                        : `${count_label}: ${cells[1].text}`;
                }, (items) => items[0].label),
            },
            scales: {
                y: axis("", { grid: { display: false } }),
                count: axis(count_label, {
                    axis: { position: "bottom", min: -counts * 1.05, max: counts * 1.05 },
                    ticks: {
                        includeBounds: false,
                        callback: (value) =>
                            value <= 0 && Number.isInteger(value) ? -value : "",
                    },
                }),
                money: axis(money_label, {
                    axis: { position: "top", min: -money * 1.05, max: money * 1.05 },
                    ticks: {
                        includeBounds: false,
                        callback: (value) => (value >= 0 ? value.toLocaleString() : ""),
                    },
                    grid: { display: false },
                }),
            },
        },
    };
}
