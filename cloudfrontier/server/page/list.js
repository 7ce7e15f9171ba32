// The list of requests, the newest first: bounded, filtered, and moved through with the arrow keys.

import { clock, el, statusKind, took } from "./elements.js";

const MOST = 1000;
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
    this.shown = 0;
    this.stop = null;
    list.addEventListener("keydown", (event) => this.move(event));
    list.addEventListener("focusin", (event) => this.stopAt(event.target));
  }

  /** A request that came, or was there before. */
  add(line) {
    if (this.lines.has(line.id)) return;
    const row = this.row(line);
    this.lines.set(line.id, { line, row });
    this.list.prepend(row);
    if (this.lines.size > MOST) this.dropOldest();
    this.show(line, row);
    if (!row.hidden) this.shown += 1;
    // Tab comes to the newest one, until somebody moves in the list
    if (!row.hidden && this.opened === null && !this.list.contains(document.activeElement)) {
      this.stopAt(row.firstChild);
    }
    this.tally();
  }

  /** Forget all lines: the server was started anew, and counts from 1 again. */
  clear() {
    this.lines.clear();
    this.list.replaceChildren();
    this.shown = 0;
    this.stop = this.opened = null;
    this.tally();
  }

  /** To the request that is open, or where somebody was last. */
  focus() {
    (this.lines.get(this.opened)?.row.firstChild ?? this.stop)?.focus();
  }

  dropOldest() {
    const [oldest] = this.lines.keys();
    const { row } = this.lines.get(oldest);
    if (!row.hidden) this.shown -= 1;
    row.remove();
    this.lines.delete(oldest);
    if (this.stop === row.firstChild) this.stopAt(this.visible()[0]);
  }

  /** Tab stops at one row of the list, so that what stands behind it is one step away. */
  stopAt(button) {
    this.stop?.setAttribute("tabindex", "-1");
    this.stop = button ?? null;
    this.stop?.setAttribute("tabindex", "0");
  }

  visible() {
    return [...this.list.querySelectorAll("li:not([hidden]) > button")];
  }

  /** Show only lines in which each word of the text is found. */
  filter(text) {
    this.words = text.toLowerCase().split(/\s+/).filter(Boolean);
    for (const { line, row } of this.lines.values()) this.show(line, row);
    const rows = this.visible();
    this.shown = rows.length;
    if (!rows.includes(this.stop)) this.stopAt(rows[0]);
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
    const all = this.lines.size;
    this.count.textContent = this.shown === all ? String(all) : `${this.shown} of ${all}`;
    this.empty.hidden = this.lines.size > 0;
  }

  row(line) {
    const kind = line.decision === "hit" ? "good" : line.edge_error ? "bad" : "";
    return el(
      "li",
      {},
      el(
        "button",
        { type: "button", class: "row", tabindex: "-1", "data-id": line.id, onclick: () => this.open(line.id) },
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
    const rows = this.visible();
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
