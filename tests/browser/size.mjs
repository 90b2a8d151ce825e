// Twenty thousand findings: opens in under 2 s, filters in under 100 ms, in a file under 40 MB.
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { count, text } from './desk.mjs';

const OPENS_MS = 2000;
const FILTERS_MS = 100;
const LARGEST = 40e6;

// A filter, from the click until the page is laid out and the next frame is due.
const timed = (page, act, argument) => page.evaluate(async (source, argument) => {
  const act = new Function('argument', source);
  const begun = performance.now();
  act(argument);
  document.body.getBoundingClientRect();
  const laid = performance.now() - begun;
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return laid;
}, act, argument);

export const size = {
  async 'twenty thousand findings open and filter at once'(desk) {
    const path = join(desk.folder, 'large.html');
    const bytes = statSync(path).size;
    assert.ok(bytes < LARGEST, `${bytes} bytes`);
    const opens = [];
    for (let run = 0; run < 3; run += 1) {
      const page = await desk.show(path);
      // From the navigation's start to the end of the page's own work, and the first paint after it.
      opens.push(await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(() =>
        done(Math.max(Number(document.documentElement.dataset.ready), performance.getEntriesByName('first-contentful-paint')[0]?.startTime || 0)))))));
      if (run < 2) await desk.clear();
      else {
        assert.equal(await text(page, '#count'), '20,000 findings');
        assert.ok(await count(page, '.finding') < 200, 'only what is read is on the page');
        const click = "document.querySelectorAll('.stretch')[argument].click()";
        const filters = [];
        for (const at of [0, 1, 2, 0]) filters.push(await timed(page, click, at));
        const search = "const box = document.getElementById('search'); location.hash = '#q=' + argument; window.dispatchEvent(new Event('hashchange'))";
        const searches = [];
        for (const word of ['president', 'river', 'poll', 'lantern']) searches.push(await timed(page, search, word));
        const told = `${(bytes / 1e6).toFixed(1)} MB; opens in ${opens.map(Math.round).join(', ')} ms; filters in ${filters.map(Math.round).join(', ')} ms; searches in ${searches.map(Math.round).join(', ')} ms`;
        assert.ok(Math.min(...opens) < OPENS_MS, told);
        assert.ok(filters.slice(1).every((one) => one < FILTERS_MS) && filters[0] < 2 * FILTERS_MS && searches.slice(1).every((one) => one < FILTERS_MS), told);
        return told;
      }
    }
    return '';
  },
};
