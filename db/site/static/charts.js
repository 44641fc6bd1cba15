"use strict";
// Draws a chart from the table that stands in the same figure, so that the two cannot differ.
// Expressions are interpreted, not compiled: the content security policy allows no eval.
(function () {
  // colours are those of the style sheet, light or dark
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const config = () => ({
    font: getComputedStyle(document.body).fontFamily, background: null, view: { stroke: null },
    axis: { labelColor: colour("soft"), titleColor: colour("soft"), gridColor: colour("grid"), domainColor: colour("strong-line"),
            tickColor: colour("strong-line"), labelFontSize: 12, titleFontSize: 12 },
    legend: { labelColor: colour("ink"), titleColor: colour("soft"), labelFontSize: 12, orient: "bottom", columns: window.innerWidth < 640 ? 2 : 4 },
  });

  function read(table) {
    const heads = [...table.tHead.rows[0].cells];
    const columns = heads.map((cell) => ({ key: cell.dataset.key || null, name: cell.dataset.name || cell.textContent.trim() }));
    const rows = [...table.tBodies[0].rows].map((row) => {
      const cells = [...row.cells];
      return { label: cells[0].dataset.label || cells[0].textContent.trim(),
               values: cells.map((cell) => (cell.dataset.value === undefined ? null : Number(cell.dataset.value))),
               few: cells.map((cell) => cell.classList.contains("few")) };
    });
    return { columns, rows };
  }

  const KINDS = {
    // one bar a row; the column marked with data-key is drawn
    bars({ columns, rows }, width) {
      const at = columns.findIndex((c) => c.key);
      const data = rows.map((r) => ({ label: r.label, value: r.values[at] })).filter((r) => r.value !== null);
      return {
        width, height: { step: 26 }, data: { values: data }, mark: { type: "bar", color: colour("bar") },
        encoding: {
          y: { field: "label", type: "nominal", sort: null, title: null, axis: { labelLimit: 150 } },
          x: { field: "value", type: "quantitative", title: columns[at].name, axis: { tickMinStep: 1 } },
          tooltip: [{ field: "label", title: " " }, { field: "value", title: columns[at].name }],
        },
      };
    },
    // the same over years, left to right
    years({ columns, rows }, width) {
      const at = columns.findIndex((c) => c.key);
      const data = rows.map((r) => ({ label: r.label, value: r.values[at], few: r.few[at] })).filter((r) => r.value !== null).reverse();
      const first = Number(data[0].label), last = Number(data[data.length - 1].label);
      const years = Array.from({ length: last - first + 1 }, (_, n) => String(first + n)); // one without findings keeps its place
      return {
        width, height: 190, data: { values: data },
        layer: [{ mark: { type: "bar", color: colour("bar") } }],
        encoding: {
          x: { field: "label", type: "ordinal", scale: { domain: years }, title: null, axis: { labelAngle: 0, labelOverlap: true } },
          y: { field: "value", type: "quantitative", title: columns[at].name },
          opacity: { condition: { test: "datum.few", value: 0.35 }, value: 1 }, // too few to compare, as the table marks them
          tooltip: [{ field: "label", title: " " }, { field: "value", title: columns[at].name }],
        },
      };
    },
    // shares of statuses, one bar a row; every column with a key is a part
    stack({ columns, rows }, width) {
      const parts = columns.map((c, at) => ({ ...c, at })).filter((c) => c.key);
      const data = rows.flatMap((r) => parts.map((p, order) => ({ label: r.label, part: p.name, order, value: r.values[p.at] || 0 })));
      return {
        width, height: { step: 30 }, data: { values: data }, mark: "bar",
        encoding: {
          y: { field: "label", type: "nominal", sort: null, title: null, axis: { labelLimit: 130 } },
          x: { field: "value", type: "quantitative", stack: "normalize", title: null, axis: { format: "%" } },
          color: { field: "part", type: "nominal", title: null, sort: parts.map((p) => p.name),
                   scale: { domain: parts.map((p) => p.name), range: parts.map((p) => colour(`chart-${p.key}`) || "#888") } },
          order: { field: "order", type: "ordinal" },
          tooltip: [{ field: "label", title: " " }, { field: "part", title: " " }, { field: "value", title: " " }],
        },
      };
    },
  };

  async function draw(figure) {
    const box = figure.querySelector(".chart");
    const table = figure.querySelector("table");
    box.hidden = false;
    const room = Math.max(150, Math.min(1200, box.clientWidth) - 30);
    const data = read(table);
    // one year is no trend: its table says all
    const least = figure.dataset.chart === "years" ? 2 : 1;
    if (data.rows.filter((row) => row.values.some((value) => value !== null)).length < least) { box.hidden = true; return; }
    const widest = figure.dataset.chart === "years" ? 50 : 110;
    const spec = { config: config(), ...KINDS[figure.dataset.chart](data, room - widest) };
    await window.vegaEmbed(box, spec, { ast: true, actions: false, renderer: "svg", tooltip: false, defaultStyle: false, logLevel: window.vega.Error });
    // the figure says in words what is drawn; Vega's own English labels would only repeat it
    for (const name of ["role", "aria-roledescription", "aria-label"]) box.removeAttribute(name);
    const svg = box.querySelector("svg");
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", figure.querySelector("figcaption").textContent.trim());
    figure.dataset.drawn = "yes";
  }

  const drawAll = () => {
    for (const figure of document.querySelectorAll("figure[data-chart]")) {
      draw(figure).catch((error) => console.error("chart:", error));
    }
  };
  drawAll();
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
})();
