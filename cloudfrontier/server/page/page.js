// Wires the page: news go to the list, a chosen request to the timeline, and buttons to the server.

import { el } from "./elements.js";
import { RequestList } from "./list.js";
import * as server from "./server.js";
import { timeline } from "./timeline.js";

const MOST_HELD = 1000;
const ANNOUNCE_MS = 1500;
const TESTS = {
  test: {
    title: "The request as a test for pytest",
    where: "Put it into a file such as tests/test_edge.py; the fixture comes with cloudfrontier.",
  },
  case: {
    title: "The request as a case in TOML",
    where: "Put it into a file such as cases/pages.toml, and run `cloudfrontier test`.",
  },
};
const byId = (id) => document.getElementById(id);
const list = new RequestList(byId("list"), { count: byId("count"), empty: byId("empty"), open });
const held = [];
let paused = false;
let announced = null;
let unannounced = [];
let isReady = false;
let run = null;

server.follow({ state, request, missed, ready, connection });
byId("filter").addEventListener("input", (event) => list.filter(event.target.value));
byId("pause").addEventListener("click", pause);
byId("detail").addEventListener("keydown", (event) => event.key === "Escape" && list.focus());
byId("invalidate").addEventListener("submit", (event) => {
  event.preventDefault();
  forget(byId("paths").value.split(/\s+/).filter(Boolean));
});

function state(said) {
  if (run !== null && said.run !== run) list.clear();
  run = said.run;
  about(said);
  document.title = `${said.project} · cloudfrontier`;
  byId("project").textContent = said.project;
  byId("domain").textContent = said.domain;
  byId("objects").textContent = `${said.objects} cached`;
  byId("build").textContent = `build ${said.build}, ${said.build_seconds} s`;
  const problem = byId("problem");
  problem.hidden = !said.error;
  problem.replaceChildren(
    ...(said.error
      ? [el("h2", {}, `Build ${said.build} goes on: the newest files cannot be used`), el("pre", {}, said.error)]
      : []),
  );
}

/** What the build and this machine say of themselves. */
function about(said) {
  const lines = [...said.warnings, ...said.notes];
  const about = byId("about");
  about.hidden = !lines.length;
  about.firstElementChild.textContent = `${lines.length} ${lines.length === 1 ? "remark" : "remarks"} on this build`;
  about.lastElementChild.replaceChildren(...lines.map((line) => el("li", {}, line)));
}

function request(line) {
  if (paused) hold(line);
  else list.add(line);
  if (isReady) announce(line);
}

/** What was there before the page was opened has come: from here on, requests are news. */
function ready() {
  isReady = true;
}

function missed({ count }) {
  say(`${count} requests came too fast to be shown`);
}

function connection(how) {
  const chip = byId("connection");
  chip.dataset.state = how;
  chip.textContent = how === "open" ? "live" : "the server is gone; trying again";
  if (how !== "open") isReady = false;
}

function hold(line) {
  held.push(line);
  if (held.length > MOST_HELD) held.shift();
  byId("held").textContent = `${held.length} wait`;
}

function pause() {
  paused = !paused;
  byId("pause").setAttribute("aria-pressed", String(paused));
  byId("held").textContent = "";
  for (const line of held.splice(0)) list.add(line);
}

/** Open a request; the heading gets the focus, so that it is read. */
async function open(id) {
  const detail = byId("detail");
  try {
    const entry = await server.timeline(id);
    const forgets = () => forget([entry.invalidates]);
    detail.replaceChildren(
      ...timeline(entry, { replay: () => replay(id), copy: (kind) => copy(id, kind), invalidate: forgets }),
    );
    list.mark(id);
    byId("opened").focus({ preventScroll: true });
    detail.scrollTop = 0;
    // on a narrow screen it stands below the list
    if (detail.getBoundingClientRect().top > innerHeight / 2) detail.scrollIntoView();
  } catch (error) {
    detail.replaceChildren(el("p", { class: "problem", role: "alert" }, error.message));
  }
}

function replay(id) {
  return attempt(async () => {
    const line = await server.replay(id);
    list.add(line);
    await open(line.id);
    say(`replayed: ${line.status}, ${line.x_cache}`);
  });
}

function forget(paths) {
  return attempt(async () => {
    const count = await server.invalidate(paths);
    say(`${count} stored ${count === 1 ? "object" : "objects"} forgotten`, true);
  });
}

/** Show the test, selected; and copy it where the browser lets us. */
function copy(id, kind) {
  const { title, where } = TESTS[kind];
  return attempt(async () => {
    const { text, skip } = await server.test(id, kind);
    byId("copied-title").textContent = title;
    byId("copied-text").value = text;
    byId("copied-skip").hidden = !skip;
    byId("copied-skip").textContent = `It is skipped as it stands: ${skip}`;
    byId("copied").showModal();
    byId("copied-text").select();
    const done = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    byId("copied-note").textContent = `${done ? "Copied." : "Copy it from here."} ${where}`;
  });
}

async function attempt(action) {
  try {
    await action();
  } catch (error) {
    say(error.message, true);
  }
}

/** Tell who hears the page: one request by what it was, several by their number. */
function announce(line) {
  unannounced.push(line);
  if (announced !== null) return;
  announced = setTimeout(() => {
    const [only] = unannounced;
    const many = `${unannounced.length} new requests`;
    say(unannounced.length === 1 ? `${only.method} ${only.target}: ${only.status}, ${only.x_cache}` : many);
    unannounced = [];
    announced = null;
  }, ANNOUNCE_MS);
}

let toastEnd = null;

/** In the live region; `seen`: for a moment also where everybody sees it. */
function say(text, seen = false) {
  const live = byId("live");
  live.textContent = text;
  live.className = seen ? "toast" : "hidden";
  clearTimeout(toastEnd);
  if (seen) toastEnd = setTimeout(() => (live.className = "hidden"), 4000);
}
