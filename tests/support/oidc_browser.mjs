// A headless Chromium that does what its script says, for tests of signing in.
//
// `node oidc_browser.mjs FOLDER CHROMIUM HOST ADDRESS`: FOLDER holds node_modules, HOST is found at ADDRESS.
// Each line of stdin is a step as JSON, answered by one line with what is to be seen after it.
//   {"open": URL}             go there, and through whatever follows
//   {"fill": {...}}           fill in fields by name, and send the form
//   {"follow": text}          follow the link or press the button with that text
//   {"expire": name}          let the cookie go, as at its end
//   {"leave": URL}            go there by a script of the page, as a link does
//   {"fetch": path}           ask for it from a script of the page; the status is told
//   {"tab": URL}              open it in a new tab, which the next steps are about
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';

const [folder, executablePath, host, address] = process.argv.slice(2);
const { chromium } = createRequire(`${folder}/`)('playwright-core');

const browser = await chromium.launch({
  executablePath,
  args: [
    '--no-sandbox',
    '--no-proxy-server',
    '--ignore-certificate-errors',
    `--host-resolver-rules=MAP ${host} ${address}`,
  ],
});
const context = await browser.newContext({ ignoreHTTPSErrors: true });
context.setDefaultTimeout(20000);
let page = await context.newPage();

const steps = {
  open: (url) => page.goto(url),
  async fill(fields) {
    for (const [name, value] of Object.entries(fields)) await page.fill(`[name=${name}]`, value);
    await Promise.all([page.waitForNavigation(), page.click('[type=submit]')]);
  },
  follow: (text) =>
    Promise.all([page.waitForNavigation(), page.click(`:is(a, button):has-text("${text}")`)]),
  expire: (name) => context.clearCookies({ name }),
  leave: (url) =>
    Promise.all([page.waitForNavigation(), page.evaluate((to) => { location.href = to; }, url)]),
  fetch: (path) => page.evaluate(async (wanted) => (await fetch(wanted)).status, path),
  async tab(url) {
    page = await context.newPage();
    await page.goto(url);
  },
};

async function perform(step) {
  const [[name, argument]] = Object.entries(step);
  const result = await steps[name](argument);
  await page.waitForLoadState();
  return {
    url: page.url(),
    title: await page.title(),
    text: await page.innerText('body'),
    cookies: (await context.cookies()).filter((cookie) => cookie.domain === host),
    script: await page.evaluate(() => document.cookie),
    result: typeof result === 'number' ? result : null,
  };
}

let done = Promise.resolve();
createInterface({ input: process.stdin })
  .on('line', (line) => {
    done = done
      .then(() => perform(JSON.parse(line)))
      .catch((error) => ({ error: String(error) }))
      .then((seen) => console.log(JSON.stringify(seen)));
  })
  .on('close', () => done.then(() => browser.close()).then(() => process.exit(0)));
