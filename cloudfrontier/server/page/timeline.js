// One request from end to end: what was asked, the steps in their order with what each changed, what was sent.

import { bytes, clock, el, sign, statusKind, took } from "./elements.js";

const NAMES = { headers: "header", cookies: "cookie", querystring: "query" };
const MOST_LOG_LINES = 300;
const KINDS = { function: "CloudFront Function", handler: "Lambda@Edge" };

/** The opened request; `on.replay`, `on.copy` and `on.invalidate` are called by its buttons. */
export function timeline(entry, on) {
  const { trace } = entry;
  const [viewerRequest, originRequest, originResponse, viewerResponse] = trace.events;
  return [
    heading(entry, on),
    facts(entry),
    el(
      "ol",
      { class: "timeline" },
      viewer(trace),
      eventStep(viewerRequest),
      cacheStep(trace.cache),
      eventStep(originRequest),
      originStep(trace.origin),
      eventStep(originResponse),
      storeStep(trace.store),
      eventStep(viewerResponse),
      answer(trace),
    ),
  ];
}

function heading(entry, on) {
  const { trace } = entry;
  return el(
    "div",
    { class: "heading" },
    el(
      "h2",
      { id: "opened", tabindex: "-1" },
      el("span", { class: `status ${statusKind(entry.status)}` }, String(entry.status)),
      " ",
      el("span", { class: "method" }, entry.method),
      " ",
      el("span", { class: "target" }, entry.target),
    ),
    el(
      "div",
      { class: "buttons", role: "group", "aria-label": "What can be done with this request" },
      el("button", { type: "button", id: "replay", disabled: !entry.replayable, onclick: on.replay }, "Replay"),
      el("button", { type: "button", id: "copy-test", onclick: () => on.copy("test") }, "Copy for pytest"),
      el("button", { type: "button", id: "copy-case", onclick: () => on.copy("case") }, "Copy as case"),
      entry.invalidates === null
        ? null
        : el("button", { type: "button", id: "forget", onclick: on.invalidate }, "Invalidate path"),
    ),
    trace.notes.map((note) => el("p", { class: "note" }, note)),
  );
}

function facts(entry) {
  const { trace } = entry;
  const pairs = [
    ["X-Cache", trace.x_cache],
    ["Behavior", trace.behavior || "none was chosen"],
    ["Took", took(trace.duration_ms)],
    ["At", clock(entry.at)],
    ["Edge code", edgeCode(entry)],
    ["Request", `${entry.id}${entry.replay_of ? `, replay of ${entry.replay_of}` : ""}, build ${entry.build}`],
  ];
  return el(
    "dl",
    { class: "facts" },
    pairs.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))),
  );
}

function edgeCode(entry) {
  if (entry.dollars !== null) return `${dollars(entry.dollars)} a million requests`;
  return entry.ran.length ? "of an older build: what it costs is not known" : "none ran";
}

/** A step of the walk: `mark` is `ran`, `idle` or `failed`, in words for who hears it. */
function step(mark, name, said, ...body) {
  const heard = { ran: "", idle: "did not run:", failed: "failed:" }[mark];
  const seen = { ran: "", idle: "", failed: "!" }[mark];
  const title = [
    ...sign(seen, heard, mark),
    el("span", { class: "step-name" }, name),
    el("span", { class: "said" }, said),
  ];
  const inside = body.flat().filter((part) => part !== null);
  const content = inside.length
    ? el("details", { open: mark !== "idle" }, el("summary", {}, title), el("div", { class: "inside" }, inside))
    : el("p", { class: "summary" }, title);
  return el("li", { class: `step ${mark}` }, content);
}

function viewer(trace) {
  const { request } = trace;
  const where = `${request.scheme}, from ${request.client_ip}`;
  return step(
    "ran",
    "request",
    request.body_bytes ? `${where}, a body of ${bytes(request.body_bytes)}` : where,
    folded(`${request.headers.length} headers`, headers(request.headers)),
  );
}

function eventStep(event) {
  if (event.outcome === "not run") {
    return step("idle", event.event, event.name ? `${event.name}: ${event.why}` : event.why);
  }
  const failed = event.outcome === "error";
  const answered = event.outcome === "response" && event.event.endsWith("-request") ? ", answered" : "";
  const cold = event.init_ms === null ? "" : `, cold start ${took(event.init_ms)}`;
  const said = `${event.name} (${KINDS[event.kind]})${answered}, ${took(event.duration_ms)}${cold}`;
  return step(
    failed ? "failed" : "ran",
    event.event,
    said,
    failed ? el("pre", { class: "why", tabindex: "0" }, event.why) : null,
    event.changes.length ? el("ul", { class: "changes" }, event.changes.map(change)) : null,
    event.changes.length || failed ? null : el("p", { class: "quiet" }, "changed nothing"),
    event.findings.map(finding),
    logs(event.logs, event.log_group),
    event.report ? el("p", { class: "quiet report" }, event.report) : null,
    logs(event.validation_log ? [event.validation_log] : [], event.validation_log_group),
    cost(event.cost),
  );
}

function change({ path, before, after }) {
  const at = path.indexOf(".");
  const group = NAMES[path.slice(0, at)];
  const name = at > 0 && group ? `${group} ${path.slice(at + 1)}` : path;
  const value = (text) => text.replaceAll("\n", ", ");
  const [mark, heard, kind] =
    before === null ? ["+", "added", "added"] : after === null ? ["−", "removed", "removed"] : ["~", "changed", "changed"];
  return el(
    "li",
    { class: kind },
    ...sign(mark, heard, "diff"),
    el("span", { class: "path" }, name),
    " ",
    before === null ? null : el("del", {}, value(before)),
    before === null || after === null ? null : el("span", { class: "arrow", "aria-hidden": "true" }, " → "),
    after === null ? null : el("ins", {}, value(after)),
  );
}

function finding(found) {
  return el(
    "div",
    { class: `finding ${found.severity}` },
    el("p", {}, el("strong", {}, `${found.severity} ${found.id}`), " ", found.message),
    found.help ? el("p", { class: "quiet" }, found.help) : null,
  );
}

/** Lines with the group that they would be in at AWS; long ones are scrolled, by keys too. */
function logs(lines, group) {
  if (!lines.length) return null;
  const title = `${lines.length.toLocaleString("en")} log ${lines.length === 1 ? "line" : "lines"}${group ? `, ${group}` : ""}`;
  const rest = lines.length - MOST_LOG_LINES;
  const shown = lines.slice(0, MOST_LOG_LINES).map((line) => el("li", {}, logLine(line)));
  const more = rest > 0 ? el("li", { class: "quiet" }, `and ${rest.toLocaleString("en")} more lines`) : null;
  return folded(title, el("ul", { class: "logs", tabindex: "0", "aria-label": title }, shown, more), true);
}

/** Structured lines begin with what they say; the rest of them, and any other line, stands as it is. */
function logLine(line) {
  let entry = null;
  try {
    entry = JSON.parse(line);
  } catch {
    return line;
  }
  if (entry === null || typeof entry !== "object") return line;
  const metrics = entry._aws ? Object.entries(entry).filter(([, value]) => Array.isArray(value)) : [];
  const said = entry._aws
    ? `metrics ${metrics.map(([name, values]) => `${name} ${values.join(", ")}`).join(", ")}`
    : `${entry.level ?? ""} ${entry.message ?? ""}`.trim();
  return [el("strong", {}, said || "log"), el("span", { class: "quiet" }, ` ${line}`)];
}

function cost(known) {
  if (known === null) return null;
  const used = known.utilization === null ? "" : `, compute utilization about ${known.utilization} of 100`;
  const memory = known.memory_mb === null ? "" : `, ${known.memory_mb} MB`;
  return el("p", { class: "quiet cost" }, `${dollars(known.dollars)} a million runs${memory}${used}`);
}

function cacheStep(cache) {
  const said = { hit: `hit, ${cache.age} s old`, confirmed: "expired, and confirmed by the origin" };
  const text = `${said[cache.decision] || cache.decision}${cache.why ? `: ${cache.why}` : ""}`;
  const key = cache.key.map(([what, value]) => el("div", {}, el("dt", {}, what), el("dd", {}, value)));
  return step(
    cache.key.length ? "ran" : "idle",
    "cache",
    text,
    cache.key.length ? el("dl", { class: "key", "aria-label": "Cache key" }, key) : null,
  );
}

function originStep(origin) {
  if (origin === null) return step("idle", "origin", "not asked");
  const asked = `${origin.origin || origin.domain}: ${origin.method} ${origin.target}`;
  if (origin.status === null) return step("failed", "origin", asked, el("pre", { class: "why", tabindex: "0" }, origin.why));
  return step("ran", "origin", `${asked} → ${origin.status}, ${took(origin.duration_ms)}`);
}

function storeStep(store) {
  if (store === null) return step("idle", "store", "nothing to store");
  const said = store.stored ? `for ${store.seconds} s: ${store.why}` : `no: ${store.why}`;
  return step(store.stored ? "ran" : "idle", "store", said);
}

function answer(trace) {
  const { response } = trace;
  const said = `${response.status} ${response.reason}, ${bytes(response.body_bytes)}`;
  const body = response.body_encoding === "text" && response.body ? response.body : null;
  return step(
    trace.edge_error ? "failed" : "ran",
    "response",
    said,
    folded(`${response.headers.length} headers`, headers(response.headers)),
    body === null ? null : folded("Body, the beginning", el("pre", { class: "body", tabindex: "0" }, body.slice(0, 4000))),
  );
}

function headers(lines) {
  return el(
    "dl",
    { class: "key" },
    lines.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))),
  );
}

function folded(title, content, open = false) {
  return el("details", { class: "folded", open }, el("summary", {}, title), content);
}

function dollars(amount) {
  return `$${amount.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}
