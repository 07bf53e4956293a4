import { expect, test } from "@odoo/hoot";
import { ladderConfig, paretoConfig } from "@kehu_liquor/overview/kehu_overview_charts";

const bar = (amount, share) => ({ label: "Shop", amount, share, cells: [] });

function curve(...bars) {
    return paretoConfig({ bars, divisor: 1, unit: "yuan", line: 80, line_label: "80% line" }, false);
}

/** How far up the picture the zero of an axis stands, from 0 to 1. */
const zero = ({ min, max }) => -min / (max - min);

test("a curve of sales begins at the ground and ends at 100 %", () => {
    const { scales } = curve(bar(90, 90), bar(10, 100)).options;
    expect(scales.money.min).toBe(undefined);
    expect([scales.share.min, scales.share.max]).toEqual([0, 100]);
});

test("losses stand below zero, and both zeros are level", () => {
    const { data, options } = curve(bar(90, 112.5), bar(10, 125), bar(-20, 100));
    const { money, share } = options.scales;
    expect(share.max).toBe(125);
    expect(money.min).toBeLessThan(-20);
    expect(Math.abs(zero(money) - zero(share))).toBeLessThan(1e-9);
    const [gain, , loss] = data.datasets[2].backgroundColor;
    expect(gain).not.toBe(loss);
    expect(share.ticks.callback(-20)).toBe("");
});

test("where nothing is left in all there is no share and no 80 % line", () => {
    const { data, options } = curve(bar(10, null), bar(-20, null));
    expect(data.datasets[0].data).toEqual([null, null]);
    expect(data.datasets[1].data).toEqual([null, null]);
    expect(options.scales.share.max).toBe(100);
});

test("only losses: the picture hangs from its zero", () => {
    const { money, share } = curve(bar(-10, null), bar(-20, null)).options.scales;
    expect(money.max).toBeGreaterThan(0);
    expect(Math.abs(zero(money) - zero(share))).toBeLessThan(1e-9);
});

test("a rung that costs money lies over the customers", () => {
    const rung = (amount) => ({ label: "A", n: 3, amount, shade: 1, cells: [] });
    const table = { rows: [rung(50), rung(-80)] };
    const { data, options } = ladderConfig({ divisor: 1, table });
    expect(options.scales.money.min).toBeLessThan(-80);
    const [counts, money] = data.datasets;
    expect(money.order).toBeLessThan(counts.order);
});
