"use strict";
// Lights the words of a cell in the source, and the cell of words in the source. Everything also works without it.
(function () {
  const reader = document.getElementById("reader");
  if (reader) {
    const byKey = new Map();
    for (const piece of reader.querySelectorAll("[data-in]")) {
      for (const key of piece.dataset.in.split(" ")) {
        if (!byKey.has(key)) byKey.set(key, []);
        byKey.get(key).push(piece);
      }
    }
    const cells = new Map();
    for (const cell of reader.querySelectorAll("[data-cell]")) cells.set(cell.dataset.cell, cell);
    let lit = [];
    const light = (keys) => {
      for (const node of lit) node.classList.remove("lit");
      lit = [];
      for (const key of keys) {
        for (const node of byKey.get(key) || []) { node.classList.add("lit"); lit.push(node); }
        if (cells.has(key)) { cells.get(key).classList.add("lit"); lit.push(cells.get(key)); }
      }
    };
    const within = (box, node) => {
      const place = node.getBoundingClientRect(), frame = box.getBoundingClientRect();
      if (place.top < frame.top || place.bottom > frame.bottom) {
        box.scrollTop += place.top - frame.top - frame.height / 3;
      }
      if (place.left < frame.left || place.right > frame.right) {
        box.scrollLeft += place.left - frame.left - Math.max(8, (frame.width - place.width) / 2);
      }
    };
    const source = reader.querySelector(".source");
    const pictures = [...reader.querySelectorAll(".page-picture")];
    let wanted = null; // words to bring into view, until the reader scrolls away
    const view = () => {
      const first = wanted && (byKey.get(wanted) || [])[0];
      if (!first) return;
      const at = pictures.indexOf(first.closest(".page-picture"));
      // pictures above must have their height before the place of the words is known
      for (const picture of pictures.slice(0, at + 1)) picture.querySelector("img").loading = "eager";
      const overlay = first.closest("svg");
      within(source, overlay && overlay.hasAttribute("hidden") ? pictures[at] : first);
    };
    for (const kind of ["wheel", "touchmove", "pointerdown", "keydown"]) {
      source.addEventListener(kind, () => { wanted = null; }, { passive: true });
    }
    const show = (key) => {
      light([key]);
      wanted = key;
      view();
    };
    for (const [key, cell] of cells) {
      cell.addEventListener("mouseenter", () => show(key));
      cell.addEventListener("focusin", () => show(key));
      cell.addEventListener("click", (event) => {
        event.preventDefault();
        show(key);
        history.replaceState(null, "", event.target.closest("a") ? event.target.closest("a").href.split("#")[0] : location.href);
      });
    }
    source.addEventListener("mouseover", (event) => {
      const piece = event.target.closest("[data-in]");
      if (piece) light(piece.dataset.in.split(" "));
    });
    source.addEventListener("click", (event) => {
      const piece = event.target.closest("[data-in]");
      if (!piece) return;
      const keys = piece.dataset.in.split(" ");
      light(keys);
      const cell = keys.map((key) => cells.get(key)).find(Boolean);
      if (cell) cell.scrollIntoView({ block: "nearest" });
    });
    const asked = new URLSearchParams(location.search).get("cell");
    if (asked && byKey.has(asked)) {
      if (cells.has(asked)) cells.get(asked).scrollIntoView({ block: "center" });
      show(asked);
    }
    // boxes are in points; the server says how many the picture of a page is wide and high
    for (const picture of pictures.map((page) => page.querySelector("img"))) {
      const overlay = picture.parentElement.querySelector("svg");
      const fit = async () => {
        const size = (await fetch(picture.src, { method: "HEAD" })).headers.get("x-page-size");
        if (!size) return;
        overlay.setAttribute("viewBox", `0 0 ${size}`);
        overlay.removeAttribute("hidden");
        view();
      };
      if (picture.complete && picture.naturalWidth) fit(); else picture.addEventListener("load", fit);
    }
  }
  // on a narrow screen long lists of choices start closed
  if (window.matchMedia("(max-width: 40rem)").matches) {
    for (const box of document.querySelectorAll("details[data-wide]")) box.open = false;
  }
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copy).textContent.trim();
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        const area = document.createElement("textarea");
        area.value = text;
        document.body.append(area);
        area.select();
        document.execCommand("copy");
        area.remove();
      }
      const note = button.parentElement.querySelector("[role=status]");
      if (note) note.textContent = button.dataset.done;
    });
  }
})();
