// Headless Chromium on a page: each line of stdin is `{do, ...}`, each line of stdout what came of it.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const [folder, executablePath, url, scheme] = process.argv.slice(2);
const { chromium } = createRequire(`${folder}/`)("playwright-core");
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
const context = await browser.newContext({ colorScheme: scheme, viewport: { width: 1280, height: 860 } });
const page = await context.newPage();
const told = [];
page.on("console", (message) => message.type() === "error" && told.push(message.text()));
page.on("pageerror", (error) => told.push(error.message));
page.on("dialog", (dialog) => {
  told.push(`dialog: ${dialog.message()}`);
  dialog.dismiss();
});
await page.goto(url);

const actions = {
  click: ({ on }) => page.click(on, { timeout: 15000 }),
  fill: ({ on, text }) => page.fill(on, text),
  press: ({ key }) => page.keyboard.press(key),
  focus: ({ on }) => page.focus(on),
  see: ({ on, text }) => page.locator(on, text ? { hasText: text } : {}).first().waitFor({ timeout: 15000 }),
  text: ({ on }) => page.locator(on).first().innerText(),
  value: ({ on }) => page.locator(on).first().inputValue(),
  count: ({ on }) => page.locator(on).count(),
  evaluate: ({ code }) => page.evaluate(code),
  tree: ({ on }) => page.locator(on).first().ariaSnapshot(),
  told: ({ forget }) => (forget ? told.splice(0) : told),
};
for await (const line of createInterface({ input: process.stdin })) {
  const step = JSON.parse(line);
  let answer;
  try {
    answer = { result: (await actions[step.do](step)) ?? null };
  } catch (error) {
    answer = { error: error.message };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await browser.close();
