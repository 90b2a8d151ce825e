// Reading the report: the first screen, filters, findings and their pictures, every size, print.
import assert from 'node:assert/strict';
import { count, keys, text } from './desk.mjs';

const openAll = (page, kind) => page.evaluate((kind) => {
  for (const node of document.querySelectorAll('.finding')) {
    if (node.querySelector('.kind').textContent === kind && !node.classList.contains('opened')) node.querySelector('.head').click();
  }
}, kind);

export const reading = {
  async 'the first screen tells what was checked, and its picture filters'(desk) {
    const page = await desk.show(desk.report('bridge'));
    assert.match(await text(page, '#headline'), /^13 sources disagree in \d+ places$/);
    const all = await count(page, '.finding');
    assert.match(await text(page, '#count'), new RegExp(`^${all} findings$`));
    const chosen = await page.$eval('.stretch', (node) => { node.click(); return { ...node.dataset, sum: Number(node.innerText) }; });
    assert.equal(await count(page, '.finding'), chosen.sum);
    assert.ok(chosen.sum < all);
    const kinds = await page.$$eval('.finding .kind', (nodes) => nodes.map((node) => node.textContent));
    assert.deepEqual([...new Set(kinds)], [chosen.kind]);
    assert.ok(page.url().includes(`kind=${chosen.kind}&sev=${chosen.sev}`), page.url());
    await page.reload({ waitUntil: 'load' });
    assert.equal(await count(page, '.finding'), chosen.sum, 'a link shows the same view');
    await page.click('#clear');
    assert.equal(await count(page, '.finding'), all);
  },

  async 'search and selects narrow the list and say so'(desk) {
    const page = await desk.show(desk.report('bridge'));
    const all = await count(page, '.finding');
    await keys(page, '/');
    await page.keyboard.type('in stone');
    await page.waitForFunction(() => location.hash.endsWith('q=in+stone'));
    const found = await count(page, '.finding');
    assert.ok(found > 0 && found < all);
    await page.keyboard.type(' zeppelin');
    await page.waitForSelector('.empty');
    assert.match(await text(page, '.empty'), /No finding fits/);
    await page.click('.empty button');
    assert.equal(await count(page, '.finding'), all);
    await page.select('#source', 'Radio Fellside');
    assert.ok(await count(page, '.finding') < all);
    assert.match(page.url(), /source=Radio\+Fellside/);
  },

  async 'a finding shows both sides, its pictures and why'(desk) {
    const page = await desk.show(desk.report('bridge'));
    for (const kind of ['quantity', 'quote', 'date', 'status']) await openAll(page, kind);
    const charts = await page.$$eval('.chart figcaption', (nodes) => nodes.map((node) => node.textContent));
    for (const caption of [/^On one scale/, /^On the calendar/]) {
      assert.ok(charts.some((one) => caption.test(one)), `${caption} among ${charts}`);
    }
    assert.ok(await count(page, '.chart .dot') && await count(page, '.chart .mark:not(.dot)') && await count(page, '.chart .open-high'));
    assert.ok(await count(page, '.diff del') && await count(page, '.diff ins'));
    const words = await page.$$eval('.diff ins', (nodes) => nodes.map((node) => node.textContent));
    assert.ok(words.every((word) => !/rebuild/.test(word)), `only what differs is set off: ${words}`);
    const body = await page.$eval('.finding.opened .body', (node) => node.innerText);
    assert.match(body, /Why these are comparable/);
    assert.ok(await count(page, '.finding.opened .sides .side') >= 2 && await count(page, '.finding.opened mark') >= 2);
    assert.equal(await count(page, '.finding.opened .gates li') % 8, 0);
  },

  async 'polls stand side by side with who asked what, standings by the day of their article'(desk) {
    const page = await desk.show(desk.report('corpus'));
    for (const kind of ['quantity', 'status']) await openAll(page, kind);
    const captions = await page.$$eval('.chart figcaption', (nodes) => nodes.map((node) => node.textContent));
    for (const caption of [/each with its question/, /^By the day of each article/]) assert.ok(captions.some((one) => caption.test(one)), `${captions}`);
    assert.ok((await page.$$eval('.chart .under', (nodes) => nodes.map((node) => node.textContent))).every((one) => /^[^:]+: \w/.test(one)));
  },

  async 'a correction request holds both sides with their places'(desk) {
    const page = await desk.show(desk.report('bridge'), { hash: '#kind=date' });
    await openAll(page, 'date');
    const request = await page.evaluate(async () => {
      const details = [...document.querySelectorAll('.review details')].find((one) => one.querySelector('[readonly]'));
      details.open = true;
      await new Promise((done) => details.addEventListener('toggle', done, { once: true }));
      return details.querySelector('textarea').value;
    });
    for (const part of ['Radio Fellside, 12 March 2025', 'Sunday', 'Monday', 'wires.jsonl', 'Please check']) assert.ok(request.includes(part), part);
  },

  async 'the matrix has a column a source, blanks for the silent and rows for the agreed'(desk) {
    const page = await desk.show(desk.report('bridge'));
    assert.equal(await count(page, '#findings .matrix thead th'), 14);
    assert.ok(await count(page, 'tr.dispute .cell') && await count(page, 'tr.agreed .cell') && await count(page, 'td.silent'));
    await page.click('tr.dispute button');
    assert.equal(await count(page, '.finding.opened'), 1);
  },

  async 'near misses and coverage are there when asked for'(desk) {
    const page = await desk.show(desk.report('corpus'));
    assert.equal(await count(page, '#near li'), 0);
    await page.click('#near-toggle');
    await page.waitForFunction(() => document.querySelectorAll('#near li').length > 5);
    assert.match(page.url(), /near=1/);
    await page.evaluate(() => document.querySelectorAll('#coverage details').forEach((one) => { one.open = true; }));
    assert.match(await text(page, '#coverage'), /independent origin/);
    await desk.accessible(page, 'near misses and coverage');
  },

  async 'no violation of WCAG A or AA, light and dark, wide and narrow, open and closed'(desk) {
    for (const dark of [false, true]) {
      for (const width of [360, 1280]) {
        const page = await desk.show(desk.report('bridge'), { dark, width });
        for (const kind of ['quantity', 'quote', 'status']) await openAll(page, kind);
        await keys(page, 'j', '1');
        await desk.accessible(page, `${dark ? 'dark' : 'light'} at ${width}`);
        await page.click('#help-open');
        await desk.accessible(page, 'help');
        await page.close();
      }
    }
  },

  async 'nothing runs out of the page from 360 to 3000 pixels'(desk) {
    for (const width of [360, 768, 1280, 2200, 3000]) {
      for (const fixture of ['bridge', 'hostile']) {
        const page = await desk.show(desk.report(fixture), { width });
        await openAll(page, 'quantity');
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(over <= 0, `${fixture} at ${width}: ${over} px too wide`);
        await page.close();
      }
    }
  },

  async 'light and dark can be chosen, and the choice stays'(desk) {
    const page = await desk.show(desk.report('alone'));
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await page.click('#theme');
    const dark = await paper();
    assert.notEqual(light, dark);
    await page.reload({ waitUntil: 'load' });
    assert.equal(await paper(), dark);
  },

  async 'prints on paper with every sentence and without its buttons'(desk) {
    const page = await desk.show(desk.report('bridge'), { dark: true });
    const pdf = await page.pdf({ format: 'A4', printBackground: true });
    const sheets = Buffer.from(pdf).toString('latin1').match(/\/Type \/Page\b/g)?.length || 0;
    assert.ok(sheets >= 2, `${sheets} sheets`);
    await page.emulateMediaType('print');
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    assert.equal(await count(page, '.finding .body'), await count(page, '.finding'));
    assert.equal(await page.$eval('.bar', (node) => getComputedStyle(node).display), 'none');
    assert.equal(await page.$$eval('.paper thead th', (nodes) => nodes.filter((node) => node.offsetParent).length), 13 + 3, 'every source has its column on paper');
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    assert.equal(await count(page, '.finding .body'), 0);
  },

  async 'reports without findings say so'(desk) {
    for (const [fixture, headline] of [['agreeing', /no disagreement found/], ['alone', /^One article, and no contradiction/]]) {
      const page = await desk.show(desk.report(fixture));
      assert.match(await text(page, '#headline'), headline);
      await desk.accessible(page, fixture);
      await page.close();
    }
  },
};
