// Reviewing with the keyboard: nothing that was said is lost.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { count, keys, text } from './desk.mjs';

const HEADER = 'id,kind,keys,verdict,note,reviewer,message';
const badges = (page) => page.$$eval('.finding .badge', (nodes) => nodes.map((node) => node.innerText.trim()));
const findings = (page) => page.$$eval('.finding', (nodes) => nodes.map((node) => node.id.slice(2)));

const reviewed = async (page) => {
  await page.$eval('#reviewer', (node) => { node.value = 'Ada, "desk"'; node.dispatchEvent(new Event('change')); });
  await keys(page, 'j', '1', 'j', '2', 'n');
  await page.keyboard.type('=1+1, said “no”');
  await keys(page, 'Escape', 'j', '3', 'j', '4');
};

export const reviewing = {
  async 'the keyboard reviews, undoes and resumes'(desk) {
    const page = await desk.show(desk.report('bridge'));
    const all = await count(page, '.finding');
    await reviewed(page);
    assert.deepEqual((await badges(page)).slice(0, 4).map((one) => one.replace(/\s+/g, ' ')), ['✓ confirmed', '✕ dismissed', '↻ update', '? unsure']);
    assert.match(await text(page, '#reviewed'), new RegExp(`^4 of ${all} reviewed$`));
    await keys(page, 'u');
    assert.match(await text(page, '#reviewed'), new RegExp(`^3 of ${all} reviewed$`));
    await keys(page, 'u', 'u');
    assert.deepEqual((await badges(page)).slice(0, 4).map((one) => one.replace(/\s+/g, ' ')), ['✓ confirmed', '✕ dismissed', '', ''], 'the note is undone before the verdict');
    await page.reload({ waitUntil: 'load' });
    assert.match(await text(page, '#reviewed'), new RegExp(`^2 of ${all} reviewed$`), 'kept in the browser');
    assert.equal(await text(page, '#next'), 'Resume review');
    await keys(page, 'r');
    const [third] = (await findings(page)).slice(2);
    assert.ok(page.url().includes(third), 'the first that is open');
    await page.select('#show', 'open');
    assert.equal(await count(page, '.finding'), all - 2);
    await page.select('#show', 'dismiss');
    assert.equal(await count(page, '.finding'), 1);
  },

  async 'verdicts.csv goes out guarded and comes back whole'(desk) {
    const page = await desk.show(desk.report('bridge'));
    await reviewed(page);
    const file = await desk.downloaded(page, () => keys(page, 'e'));
    const csv = readFileSync(file, 'utf8');
    const lines = csv.split('\r\n').filter(Boolean);
    assert.equal(lines[0], HEADER);
    assert.equal(lines.length, 5);
    assert.ok(lines[2].includes(`,dismiss,"'=1+1, said “no”","Ada, ""desk""",`), lines[2]);
    assert.match(lines[1], /^[0-9a-f]{32},\w+,[0-9a-f]{32}( [0-9a-f]{32})*,confirm,/);
    const context = await desk.browser.createBrowserContext();
    const other = await desk.show(desk.report('bridge'), { context });
    await (await other.$('#file')).uploadFile(file);
    await other.waitForFunction(() => !document.getElementById('banner').hidden);
    assert.match(await text(other, '#banner'), /4 rows .* 4 for findings of this report/);
    const note = await other.evaluate(() => { document.querySelectorAll('.head')[1].click(); return document.querySelector('.review textarea').value; });
    assert.equal(note, '=1+1, said “no”');
    assert.equal(readFileSync(await desk.downloaded(other, () => keys(other, 'Escape', 'e')), 'utf8'), csv, 'the same bytes again');
  },

  async 'a table that a spreadsheet saved is read, rows of strangers are kept, faults are told'(desk) {
    const page = await desk.show(desk.report('bridge'));
    const [id] = await findings(page);
    const path = join(desk.downloads, 'sheet.csv');
    const give = async (csv, words) => {
      writeFileSync(path, csv);
      await page.$eval('#banner', (node) => { node.hidden = true; });
      await (await page.$('#file')).uploadFile(path);
      await page.waitForFunction(() => !document.getElementById('banner').hidden);
      assert.match(await text(page, '#banner'), words);
    };
    await give(`\ufeffverdict;id;note\r\nDismiss;${id};"two\r\nlines; here"\r\nconfirm;${'0'.repeat(32)};gone\r\n`, /2 rows .* 1 for findings/);
    assert.match((await badges(page))[0], /dismissed/);
    const csv = readFileSync(await desk.downloaded(page, () => page.click('#export')), 'utf8');
    assert.ok(csv.includes(`${'0'.repeat(32)},,,confirm,gone,,`), csv);
    assert.ok(csv.includes('"two\r\nlines; here"'));
    await give('name,value\r\na,b\r\n', /the column id and verdict is missing/);
    await give(`id,verdict\r\n${id},perhaps\r\n`, /row 2: “perhaps” is no verdict/);
    await give(`id,verdict\r\n"${id},confirm\r\n`, /never closed/);
    assert.match((await badges(page))[0], /dismissed/, 'a faulty table changes nothing');
  },

  async 'a verdict holds for the same content under another id, and for no other'(desk) {
    const page = await desk.show(desk.report('bridge'));
    await keys(page, 'j', '2');
    await page.evaluate(() => {
      const [key] = Object.keys(localStorage).filter((one) => one.startsWith('crosscheck:verdicts:'));
      const rows = JSON.parse(localStorage.getItem(key));
      localStorage.removeItem(key);
      rows[0].id = 'f'.repeat(32);
      localStorage.setItem('crosscheck:verdicts:another-run', JSON.stringify(rows));
    });
    await page.reload({ waitUntil: 'load' });
    assert.match((await badges(page))[0], /dismissed/);
    assert.equal((await badges(page)).filter(Boolean).length, 1);
    await page.evaluate(() => {
      const rows = JSON.parse(localStorage.getItem('crosscheck:verdicts:another-run'));
      rows[0].keys = rows[0].keys.slice(0, 1);
      localStorage.setItem('crosscheck:verdicts:another-run', JSON.stringify(rows));
    });
    const pairs = await page.evaluate(() => document.querySelector('.finding .who').children.length);
    await page.reload({ waitUntil: 'load' });
    assert.equal((await badges(page)).filter(Boolean).length, pairs > 2 ? 0 : 1, 'every pair of values needs a known key');
  },

  async 'letters are text in fields, and can be switched off'(desk) {
    const page = await desk.show(desk.report('bridge'));
    await page.focus('#reviewer');
    await page.keyboard.type('j12u');
    assert.equal((await badges(page)).filter(Boolean).length, 0);
    await keys(page, 'Escape', '?');
    assert.equal(await page.$eval('#help', (node) => node.open), true);
    await page.click('#letters');
    await keys(page, 'Escape', 'j', '1');
    assert.equal((await badges(page)).filter(Boolean).length, 0);
  },
};
