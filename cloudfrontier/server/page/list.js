// The list of requests, the newest first: bounded, filtered, and moved through with the arrow keys.

import { clock, el, statusKind, took } from "./elements.js";

const MOST = 500;
const EVENTS = ["viewer-request", "origin-request", "origin-response", "viewer-response"];

/** Shows lines in `list`; `open(id)` is called for the one that is chosen. */
export class RequestList {
  constructor(list, { count, empty, open }) {
    this.list = list;
    this.count = count;
    this.empty = empty;
    this.open = open;
    this.lines = new Map();
    this.opened = null;
    this.words = [];
    list.addEventListener("keydown", (event) => this.move(event));
  }

  /** A request that came, or was there before. */
  add(line) {
    if (this.lines.has(line.id)) return;
    const row = this.row(line);
    this.lines.set(line.id, { line, row });
    this.list.prepend(row);
    while (this.lines.size > MOST) {
      const [oldest] = this.lines.keys();
      this.lines.get(oldest).row.remove();
      this.lines.delete(oldest);
    }
    this.show(line, row);
    this.tally();
  }

  /** Forget all lines: the server was started anew, and counts from 1 again. */
  clear() {
    this.lines.clear();
    this.list.replaceChildren();
    this.tally();
  }

  /** Show only lines in which each word of the text is found. */
  filter(text) {
    this.words = text.toLowerCase().split(/\s+/).filter(Boolean);
    for (const { line, row } of this.lines.values()) this.show(line, row);
    this.tally();
  }

  /** Mark the line of the opened request. */
  mark(id) {
    this.lines.get(this.opened)?.row.firstChild.removeAttribute("aria-current");
    this.lines.get(id)?.row.firstChild.setAttribute("aria-current", "true");
    this.opened = id;
  }

  show(line, row) {
    const text = `${line.method} ${line.target} ${line.status} ${line.x_cache} ${line.behavior}`.toLowerCase();
    row.hidden = !this.words.every((word) => text.includes(word));
  }

  tally() {
    const shown = [...this.lines.values()].filter(({ row }) => !row.hidden).length;
    this.count.textContent = shown === this.lines.size ? String(shown) : `${shown} of ${this.lines.size}`;
    this.empty.hidden = this.lines.size > 0;
  }

  row(line) {
    const kind = line.decision === "hit" ? "good" : line.edge_error ? "bad" : "";
    return el(
      "li",
      {},
      el(
        "button",
        { type: "button", class: "row", "data-id": line.id, onclick: () => this.open(line.id) },
        el("span", { class: `status ${statusKind(line.status)}` }, String(line.status)),
        el(
          "span",
          { class: "asked" },
          el("span", { class: "method" }, line.method),
          " ",
          el("span", { class: "target" }, line.target),
          line.replay_of ? el("span", { class: "again" }, ` replay of ${line.replay_of}`) : null,
        ),
        el("span", { class: `cache ${kind}` }, line.x_cache.replace(/ from cloudfront$/i, "")),
        dots(line),
        el("span", { class: "took" }, took(line.duration_ms)),
        el("span", { class: "when" }, clock(line.at)),
      ),
    );
  }

  move(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1, Home: -Infinity, End: Infinity };
    if (!(event.key in steps) || event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = [...this.list.querySelectorAll("li:not([hidden]) > button")];
    const at = rows.indexOf(document.activeElement) + steps[event.key];
    rows[Math.max(0, Math.min(rows.length - 1, at))]?.focus();
    event.preventDefault();
  }
}

/** Four dots, one an event: filled where code ran; the words are for who does not see them. */
function dots(line) {
  const ran = line.ran.length ? `ran at ${line.ran.join(", ")}` : "no code ran";
  const failed = line.failed.length ? `; failed at ${line.failed.join(", ")}` : "";
  const kind = (event) => (line.failed.includes(event) ? "failed" : line.ran.includes(event) ? "ran" : "idle");
  return el(
    "span",
    { class: "dots", title: ran + failed },
    EVENTS.map((event) => el("i", { class: kind(event), "aria-hidden": "true" })),
    el("span", { class: "hidden" }, ran + failed),
  );
}
