// Elements and nothing but elements: text goes in as text, so that nothing a request holds is ever read as HTML.

/** An element with attributes, and children that are elements, text, or null for none. */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "onclick") made.addEventListener("click", value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** A word for people who see the page, and another for those who hear it. */
export function sign(seen, heard, kind = "") {
  return [
    el("span", { class: `sign ${kind}`, "aria-hidden": "true" }, seen),
    el("span", { class: "hidden" }, `${heard} `),
  ];
}

/** `0.42 ms`, `12 ms`, `1.2 s`. */
export function took(ms) {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms >= 10 ? Math.round(ms) : ms.toFixed(2)} ms`;
}

/** `1,234 bytes`. */
export function bytes(count) {
  return `${count.toLocaleString("en")} ${count === 1 ? "byte" : "bytes"}`;
}

/** The class of a status, for its colour; the number itself is always shown beside it. */
export function statusKind(status) {
  if (status >= 500) return "bad";
  if (status >= 400) return "warn";
  return status >= 300 ? "moved" : "good";
}

/** `14:02:07.123` of a Unix time. */
export function clock(at) {
  const date = new Date(at * 1000);
  return `${date.toLocaleTimeString("en-GB")}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}
