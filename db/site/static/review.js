"use strict";
// The review page: one row at a time, its words lit in the source; decisions go to the server as JSON.
// Offsets count characters (code points), as the dataset does; the page never makes HTML of text.
(() => {
  const token = document.body.dataset.token;
  const words = JSON.parse(document.body.dataset.words);
  const FIELDS = ["label", "category", "title", "detail", "requirement", "status", "result", "responsible",
    "deadline_text", "pace", "measures"];
  const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "-"];
  const STATUSES = ["completed", "largely_completed", "in_progress", "long_term", "not_completed", "transferred",
    "not_required"];
  const LISTS = new Set(["responsible", "measures"]);
  const STOPS = "。；;！？!?\n";
  const CLAUSES = STOPS + "，,、：:（）()";
  const $ = (id) => document.getElementById(id);
  const say = (key, values = {}) =>
    Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), words[key]);

  let queue = [];
  let at = 0;
  let row = null; // as the server tells it
  let chars = []; // the text's characters
  let mode = null; // {what: "field" | "split" | "add", field, start, end}

  const make = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  async function ask(path, data) {
    const options = data === undefined ? {} : {
      method: "POST", body: JSON.stringify(data),
      headers: { "content-type": "application/json", "x-review-token": token },
    };
    const response = await fetch(path, options);
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error);
    return answer;
  }

  const told = (text) => { $("said").textContent = text; };

  async function loadQueue() {
    queue = (await ask("/review/queue.json")).rows;
  }

  function showQueue() {
    const list = $("queue");
    list.replaceChildren(...queue.map((entry, number) => {
      const button = make("button", entry.done ? "done" : "");
      button.type = "button";
      button.append(make("span", "", entry.title.slice(0, 40)), document.createElement("br"),
        make("span", "small soft", [entry.city, entry.confidence === null ? "" : entry.confidence.toFixed(2),
          entry.question ? "?" : "", entry.done ? words[`kind.${entry.done}`] : ""].filter(Boolean).join(" · ")));
      if (number === at) button.setAttribute("aria-current", "true");
      button.addEventListener("click", () => show(number));
      const item = make("li");
      item.append(button);
      return item;
    }));
    list.children[at]?.scrollIntoView({ block: "nearest" });
    const left = queue.filter((entry) => !entry.done).length;
    $("left").textContent = left ? say("review.left", { n: left }) : words["review.none_left"];
  }

  async function show(number) {
    mode = null;
    at = Math.max(0, Math.min(number, queue.length - 1));
    showQueue();
    if (!queue.length) return;
    row = await ask(`/review/row.json?id=${encodeURIComponent(queue[at].id)}&lang=${document.documentElement.lang.slice(0, 2)}`);
    chars = Array.from(row.text);
    showRow();
    document.body.dataset.shown = queue[at].id;
  }

  function showRow() {
    const notice = $("of");
    notice.replaceChildren(make("span", "", [row.notice.title || row.notice.file_name, row.notice.city,
      row.notice.published_on].filter(Boolean).join(" · ")));
    $("doubt-head").textContent = `${words["review.confidence"]} ${row.confidence === null ? "–" : row.confidence.toFixed(2)}`
      + (row.doubts.length ? "" : ` · ${words["review.no_doubts"]}`);
    $("doubts").replaceChildren(...row.doubts.map((doubt) => {
      const item = make("li", "", doubt.message || words[`row_doubt.${doubt.kind}`] || doubt.kind);
      if (doubt.lang) item.lang = doubt.lang;
      return item;
    }));
    $("questions").hidden = !row.questions.length;
    $("questions").replaceChildren(...row.questions.map((q) => make("li", "", `${q.id}: ${q.message}`)));
    $("fields").replaceChildren(...FIELDS.map((name, number) => fieldLine(name, KEYS[number])));
    showText();
  }

  function fieldLine(name, key) {
    const button = make("button");
    button.type = "button";
    button.setAttribute("aria-pressed", String(mode?.field === name));
    const cell = (row.cells || {})[name] || [];
    const value = make("span", "value", cell.length ? "" : words["review.empty"]);
    cell.forEach((entry, number) => {
      const status = entry.value ? `[${words[`status.${entry.value}`]}] ` : "";
      value.append(make("span", "", (number ? "\n" : "") + status + entry.words));
      if (entry.words && !entry.at.length) value.append(make("em", "small", ` (${words["review.not_in_source"]})`));
    });
    button.append(make("kbd", "", key), make("span", "small soft", words[`field.${name}`]), value);
    button.addEventListener("click", () => choose("field", name));
    const item = make("li");
    item.append(button);
    return item;
  }

  // the source -------------------------------------------------------------------------------------------
  function showText() {
    const marks = new Map();
    const mark = (pairs, name) => pairs.forEach(([a, b]) => {
      for (let i = a; i < b; i++) marks.set(i, name);
    });
    mark(row.others, "other");
    Object.values(row.cells || {}).forEach((cell) => cell.forEach((entry) => mark(entry.at, "cell")));
    if (mode) mark([[mode.start, mode.end]], "picked");
    const text = $("text");
    const pieces = [];
    let from = 0;
    for (let i = 1; i <= chars.length; i++) {
      if (i < chars.length && marks.get(i) === marks.get(from)) continue;
      const piece = make("span", marks.get(from) || "", chars.slice(from, i).join(""));
      piece.dataset.start = from;
      pieces.push(piece);
      from = i;
    }
    text.replaceChildren(...pieces);
    text.lang = row.notice.script === "hant" ? "zh-Hant" : "zh-Hans";
    const lit = text.querySelector(".picked") || text.querySelector(".cell");
    if (lit) text.scrollTop = lit.offsetTop - text.clientHeight / 3;
    const hint = $("choosing");
    hint.hidden = !mode;
    if (mode) {
      hint.textContent = mode.what === "field" ? words["review.choose"] : words[`review.choose_${mode.what}`];
      if (mode.field === "status") {
        hint.textContent += ` ${words["review.choose_status"]} `
          + STATUSES.map((status, number) => `${number + 1} ${words[`status.${status}`]}`).join(", ");
      }
    }
  }

  function offsetOf(node, offset) {
    const piece = (node.nodeType === Node.TEXT_NODE ? node.parentNode : node).closest("[data-start]");
    if (!piece) return null;
    const inside = node.nodeType === Node.TEXT_NODE ? node.data.slice(0, offset) : "";
    return Number(piece.dataset.start) + Array.from(inside).length;
  }

  $("text").addEventListener("mouseup", () => {
    const selection = getSelection();
    if (!mode || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const start = offsetOf(range.startContainer, range.startOffset);
    const end = offsetOf(range.endContainer, range.endOffset);
    if (start !== null && end !== null && start < end) {
      mode = { ...mode, start, end };
      selection.removeAllRanges();
      showText();
    }
  });

  // choosing words ---------------------------------------------------------------------------------------
  function choose(what, field) {
    const cells = row.cells || {};
    const cell = (field && cells[field]) || [];
    const held = cell.flatMap((entry) => entry.at);
    const title = ((cells.title || [])[0] || { at: [] }).at;
    let [start, end] = held.length ? [held[0][0], held[held.length - 1][1]]
      : sentence(title.length ? title[title.length - 1][1] : 0);
    if (what === "split" && title.length) [start, end] = sentence(title[title.length - 1][1]);
    mode = { what, field, start, end };
    showRow();
    $("text").focus();
  }

  function sentence(from) {
    let start = from;
    while (start < chars.length && (STOPS.includes(chars[start]) || !chars[start].trim())) start++;
    let end = start;
    while (end < chars.length && !STOPS.includes(chars[end])) end++;
    return [start, Math.max(end, Math.min(start + 1, chars.length))];
  }

  function sentenceBefore(from) {
    let end = from;
    while (end > 0 && (STOPS.includes(chars[end - 1]) || !chars[end - 1].trim())) end--;
    let start = end;
    while (start > 0 && !STOPS.includes(chars[start - 1])) start--;
    return [start, Math.max(end, start + 1)];
  }

  function stop(from, step) {
    let i = from + step;
    while (i > 0 && i < chars.length && !CLAUSES.includes(chars[step > 0 ? i : i - 1])) i += step;
    return i;
  }

  function move(event) {
    const { start, end } = mode;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === "ArrowDown") [mode.start, mode.end] = sentence(end);
    else if (event.key === "ArrowUp") [mode.start, mode.end] = sentenceBefore(start);
    else if (event.shiftKey) {
      mode.start = Math.max(0, Math.min(event.ctrlKey ? stop(start, step) : start + step, end - 1));
    } else {
      mode.end = Math.min(chars.length, Math.max(event.ctrlKey ? stop(end, step) : end + step, start + 1));
    }
    showText();
  }

  // decisions --------------------------------------------------------------------------------------------
  async function decide(data, { next = true } = {}) {
    try {
      const answer = await ask("/review/decide", {
        finding: queue[at].id, why: $("why").value, who: $("who").value, ...data,
      });
      told(say("review.saved", { id: answer.id }));
      $("why").value = "";
      queue[at].done = answer.done;
      if (data.kind === "merge") await loadQueue(); // the row behind it is done too
      if (next) await show(following());
      else {
        row = answer.row;
        mode = null;
        showQueue();
        showRow();
      }
    } catch (error) {
      told(error.message);
    }
  }

  function following() {
    const ahead = queue.findIndex((entry, number) => number > at && !entry.done);
    return ahead >= 0 ? ahead : Math.max(0, queue.findIndex((entry) => !entry.done));
  }

  const picked = () => ({ at: [[mode.start, mode.end]] });

  function setCell(entries) {
    return decide({ kind: "correct", field: mode.field, cell: entries }, { next: false });
  }

  function added() {
    const held = (row.cells[mode.field] || []).map((entry) => ({ at: entry.at, words: entry.words }));
    if (LISTS.has(mode.field) || !held.length) return [...held, picked()];
    return [{ at: [...held[0].at, [mode.start, mode.end]] }];
  }

  function confirm() {
    if (mode.what === "field") return setCell([picked()]);
    return decide({ kind: mode.what, ...picked() });
  }

  function startTyping() {
    $("typing").hidden = false;
    $("typed").value = (row.cells[mode.field] || []).map((entry) => entry.words).join(" ");
    $("typed").focus();
  }

  $("typed").addEventListener("keydown", (event) => {
    if (event.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return; // Chinese is being typed
    event.preventDefault();
    event.stopPropagation();
    $("typing").hidden = true;
    const value = $("typed").value.trim();
    if (event.key === "Enter" && mode && value) setCell([{ words: value, at: [] }]);
    $("text").focus();
  });

  const ACTIONS = {
    accept: () => decide({ kind: "accept" }),
    reject: () => decide({ kind: "reject" }),
    merge: () => decide({ kind: "merge" }),
    split: () => choose("split"),
    add: () => choose("add"),
    next: () => show(at + 1),
    previous: () => show(at - 1),
    undo: async () => {
      const answer = await ask("/review/undo", {}).catch((error) => told(error.message));
      if (!answer) return;
      told(say("review.undone", { id: answer.id }));
      await loadQueue();
      const place = queue.findIndex((entry) => entry.id === answer.finding);
      await show(place >= 0 ? place : at);
    },
    open: () => window.open(`/notice/${encodeURIComponent(row.notice.id)}`, "_blank", "noopener"),
    dismiss: async () => {
      for (const question of row.questions) {
        await ask("/review/dismiss", { id: question.id }).catch((error) => told(error.message));
        told(say("review.dismissed", { id: question.id }));
      }
      await loadQueue();
      await show(at);
    },
  };
  const PRESSED = { a: "accept", x: "reject", m: "merge", "/": "split", "+": "add", j: "next", n: "next", k: "previous",
    p: "previous", u: "undo", o: "open", q: "dismiss" };

  $("buttons").addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (button && row) ACTIONS[button.dataset.act]();
  });

  function inMode(event) {
    const status = Number(event.key) - 1;
    if (event.key.startsWith("Arrow")) move(event);
    else if (event.key === "Enter") confirm();
    else if (event.key === "Escape") {
      mode = null;
      showRow();
    } else if (mode.what !== "field") return false;
    else if (mode.field === "status" && STATUSES[status]) {
      const value = STATUSES[status];
      setCell([event.altKey ? { words: "", at: [], value } : { ...picked(), value }]);
    } else if (event.key === "+") setCell(added());
    else if (event.key === "Delete" || event.key === "Backspace") setCell([]);
    else if (event.key === "t") startTyping();
    else return false;
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.target.matches("input")) {
      if (!event.isComposing && (event.key === "Escape" || event.key === "Enter")) event.target.blur();
      return;
    }
    if (!row || event.metaKey || (event.ctrlKey && !event.key.startsWith("Arrow"))) return;
    if (event.key === "Enter" && event.target.matches("button, a, summary") && !mode) return;
    let known = true;
    if (mode) known = inMode(event);
    else if (KEYS.includes(event.key) && row.cells) choose("field", FIELDS[KEYS.indexOf(event.key)]);
    else if (event.key === "w") $("why").focus();
    else if (PRESSED[event.key]) ACTIONS[PRESSED[event.key]]();
    else known = false;
    if (known) event.preventDefault();
  });

  loadQueue().then(() => show(Math.max(0, queue.findIndex((entry) => !entry.done)))).catch((error) => told(error.message));
})();
