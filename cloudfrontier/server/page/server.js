// The server behind the page: a stream of what happens, and the few things that can be asked of it.

/** Calls `on.state`, `on.request`, `on.missed`, `on.ready` and `on.connection` as news come; it connects again by itself. */
export function follow(on) {
  const source = new EventSource("stream");
  source.addEventListener("open", () => on.connection("open"));
  source.addEventListener("error", () => on.connection("lost"));
  for (const name of ["state", "request", "missed", "ready"]) {
    source.addEventListener(name, (event) => on[name](JSON.parse(event.data)));
  }
  addEventListener("pagehide", () => source.close());
}

/** Everything about a request. */
export function timeline(id) {
  return asked(fetch(`requests/${id}`));
}

/** The request as a `test` for pytest or as a `case`: its text, and why it would be skipped. */
export function test(id, kind) {
  return post(`requests/${id}/${kind}`, {});
}

/** Send it again; the new request as the list shows it. */
export function replay(id) {
  return post(`requests/${id}/replay`, {});
}

/** Forget stored objects; how many they were. */
export async function invalidate(paths) {
  return (await post("invalidations", { paths })).objects;
}

function post(path, value) {
  const headers = { "Content-Type": "application/json" };
  return asked(fetch(path, { method: "POST", headers, body: JSON.stringify(value) }));
}

async function asked(pending) {
  const response = await pending;
  if (!(response.headers.get("content-type") || "").startsWith("application/json")) {
    throw new Error(`${response.status}: ${await response.text()}`);
  }
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}
