// How long a page of findings takes to open, to filter and to search: `cargo xtask bench --page` starts this with a folder
// of pages, the folder of the npm modules, and the pages' names, which are their numbers of findings.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Desk } from './desk.mjs';

const RUNS = 5;

// From the navigation's start to the end of the page's own work, and the first paint, if that is later; in ms.
export const opened = (page) => page.evaluate(() => new Promise((done) => {
  requestAnimationFrame(() => setTimeout(() => done(Math.max(Number(document.documentElement.dataset.ready),
    performance.getEntriesByName('first-contentful-paint')[0]?.startTime || 0))));
}));

// An act, until the page is laid out; what follows waits for the next frame. In ms.
const timed = (page, act) => page.evaluate(`(async () => {
  const begun = performance.now();
  ${act};
  document.body.getBoundingClientRect();
  const laid = performance.now() - begun;
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return laid;
})()`);

// The stretch of the picture at this place is clicked, which sets its filter or, once more, lifts it.
export const filter = (page, at) => timed(page, `document.querySelectorAll('.stretch')[${at}].click()`);

// Typing waits for a pause; what follows the pause is measured: a change of the address does the same at once.
export async function search(page, word) {
  await page.evaluate((word) => history.replaceState(null, '', `#q=${word}`), word);
  return timed(page, "window.dispatchEvent(new HashChangeEvent('hashchange'))");
}

export const told = (runs) => runs.map(Math.round).join(', ');

// The machine does other things as well: of several runs the one in the middle counts.
const median = (runs) => [...runs].sort((a, b) => a - b)[Math.floor(runs.length / 2)];

async function row(desk, findings) {
  const path = join(desk.folder, `${findings}.html`);
  const [opens, filters, searches] = [[], [], []];
  for (let run = 0; run < RUNS; run += 1) {
    const page = await desk.show(path);
    opens.push(await opened(page));
    await page.waitForFunction(() => "indexed" in document.documentElement.dataset);
    filters.push(await filter(page, run % 3));
    searches.push(await search(page, ['president', 'river', 'poll', 'zeppelin', 'lantern'][run % 5]));
    await desk.clear();
  }
  return { bytes: statSync(path).size, opens: median(opens), filters: median(filters), searches: median(searches) };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder, modules, ...sizes] = process.argv.slice(2);
  const desk = await Desk.open(null, folder, modules);
  console.log(`the page in a browser, medians of ${RUNS} runs, and how many times the first row's`);
  console.log('  findings       MB    opens, ms        filters, ms       searches, ms');
  let first = null;
  for (const findings of sizes) {
    const now = await row(desk, findings);
    first ??= now;
    const cell = (of) => `${now[of].toFixed(0).padStart(8)} ${`x${(now[of] / first[of]).toFixed(1)}`.padStart(8)}`;
    console.log(`  ${findings.padStart(8)} ${(now.bytes / 1e6).toFixed(1).padStart(8)} ${cell('opens')} ${cell('filters')} ${cell('searches')}`);
  }
  await desk.close();
}
