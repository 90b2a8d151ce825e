// What is armed stands wherever a report takes words from: articles, their names, the configuration, verdicts. It must be
// shown, and nothing of it obeyed, in the file that `check` writes and on the page that `review` serves.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { count, keys } from './desk.mjs';

// Each says where it got through.
const ARMED = (place) => [
  `</script><script>window.broken='${place}'</script>`,
  `<img src="https://evil.example/x.png" onerror="window.broken='${place}'">`,
  `</style><style>*{display:none}</style><link rel=stylesheet href="https://evil.example/x.css">`,
  `"><svg onload="window.broken='${place}'"><iframe src="javascript:parent.broken='${place}'"></iframe>`,
  `<meta http-equiv="refresh" content="0;url=https://evil.example/"><base href="https://evil.example/">`,
  `background:url(https://evil.example/y.png);{{${place}}}\${window.broken='${place}'}<!--`,
  `\u202eturned\u202c\u2066 isolated \u2069zero\u200bwidth\ufeff`,
];
const ADDRESSES = ["javascript:window.broken='address'", 'data:text/html,<script>window.broken=1</script>', ' JaVaScRiPt:window.broken=1', 'vbscript:x', 'https://evil.example/"onclick="window.broken=1', 'java\tscript:window.broken=1', '//evil.example/x'];
const HIDDEN = /[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\ufeff]/;

// Articles that disagree on a death toll, and what else a run takes words from.
const armed = () => {
  const folder = mkdtempSync(join(tmpdir(), 'crosscheck-injected-'));
  const news = join(folder, 'news');
  mkdirSync(news);
  const died = (number, ship, words) => `At least ${number} people died when the ferry ${ship} sank off Skarv on Monday ${words}.\n\nThe owner, “${words} and so on to the end of it”, said nothing else.\n`;
  const wire = ARMED('record').map((one, at) => JSON.stringify({
    id: one, title: ARMED('title')[at], source: ARMED('source')[at], author: ARMED('author')[at], url: ADDRESSES[at],
    date: '2025-05-12', text: died(at + 9, 'Tern', ARMED('text')[at]),
  }));
  writeFileSync(join(news, 'wire.jsonl'), `${wire.join('\n')}\n`);
  for (const [at, name] of ["<img src=x onerror=window.broken='name'>.txt", 'turned\u202etxt.txt', 'zero\u200bwidth.txt', "'\"&;{{name}}.md"].entries()) {
    writeFileSync(join(news, name), died(at + 40, 'Tern', ''));
  }
  const page = ARMED('page')[1];
  writeFileSync(join(news, 'page.html'), `<title>${page}</title><meta property="og:site_name" content='${page}'><article><p>${died(60, 'Tern', '&lt;script>window.broken=1&lt;/script>')}</p><script>window.broken='page'</script></article>`);
  for (const number of [3, 4]) writeFileSync(join(news, `kite${number}.txt`), died(number, 'Kite', ''));
  const words = (place) => JSON.stringify(ARMED(place).join(' '));
  writeFileSync(join(folder, 'crosscheck.toml'), `
inputs = ["news"]
[sources]
"news/kite3.txt" = ${words('sources')}
[[allow]]
path = "news/kite3.txt"
reason = ${words('reason')}
[[fact]]
subject = "Tern"
text = "At least 70 people died when the ferry Tern sank off Skarv on Monday."
owner = ${words('owner')}
reason = ${words('fact')}
`);
  return folder;
};

const run = (desk, folder, ...more) => execFileSync(desk.program, ['check', '--fail-on', 'never', '--today', '2025-06-01', '--why-not', ...more], { cwd: folder, stdio: 'pipe', maxBuffer: 1 << 28 });

const judged = (desk, folder) => {
  const { discrepancies } = JSON.parse(run(desk, folder, '--format', 'json'));
  assert.ok(discrepancies.length, 'there is something to judge');
  const cell = (words) => `"${words.replaceAll('"', '""')}"`;
  const rows = discrepancies.map(({ id, kind }, at) => [id, kind, '', 'dismiss', cell(ARMED('note')[at % 7]), cell(ARMED('reviewer')[at % 7]), ''].join());
  writeFileSync(join(folder, 'verdicts.csv'), `id,kind,keys,verdict,note,reviewer,message\n${rows.join('\n')}\n`);
};

// Opens all that can be opened, and asks what became of the armed words.
const unharmed = async (page, desk) => {
  await page.evaluate(() => document.querySelectorAll('.finding:not(.opened) .head').forEach((node) => node.click()));
  await page.evaluate(() => document.querySelectorAll('details').forEach((node) => { node.open = true; }));
  await page.evaluate(() => document.getElementById('near-toggle')?.click());
  assert.ok(await count(page, '.finding.opened'), 'a finding is open');
  await page.evaluate(() => document.querySelectorAll('.finding *').forEach((node) => ['mouseover', 'focus', 'error', 'load'].forEach((name) => node.dispatchEvent(new Event(name)))));
  const found = await page.evaluate(() => ({
    broken: window.broken,
    scripts: document.scripts.length,
    styles: document.querySelectorAll('style').length,
    foreign: document.querySelectorAll('iframe, img, object, embed, link, base, form, video, audio, source, portal, meta[http-equiv="refresh"]').length,
    handlers: [...document.querySelectorAll('*')].filter((node) => node.getAttributeNames().some((name) => name.startsWith('on'))).length,
    addressed: [...document.querySelectorAll('[href], [src], [action], [formaction], [srcset], [poster], [data]')].flatMap((node) => ['href', 'src', 'action', 'formaction', 'srcset', 'poster', 'data'].map((name) => node.getAttribute(name)).filter(Boolean)),
    styled: [...document.querySelectorAll('[style]')].filter((node) => /url\(|expression|import/i.test(node.getAttribute('style'))).length,
    visible: getComputedStyle(document.body).display,
    shown: document.body.innerText,
    attributes: [...document.querySelectorAll('main *')].flatMap((node) => ['title', 'aria-label', 'alt', 'placeholder'].map((name) => node.getAttribute(name) || '')).join(' '),
    title: document.title,
  }));
  assert.equal(found.broken, undefined);
  assert.equal(found.scripts, 2);
  assert.ok(found.styles <= 1);
  assert.deepEqual([found.foreign, found.handlers, found.styled], [0, 0, 0]);
  assert.notEqual(found.visible, 'none');
  for (const address of found.addressed) assert.match(address, /^(https?:\/\/|#)/);
  for (const words of ['</script><script>window.broken=', '<img src="https://evil.example/x.png" onerror=', '\\u{202e}', '\\u{200b}']) assert.ok(found.shown.includes(words), words);
  const told = found.shown + found.attributes + found.title;
  const at = told.search(HIDDEN);
  assert.equal(at, -1, `hidden: ${escape(told.slice(Math.max(0, at - 60), at + 20))}`);
  return found;
};

const asked = (page, list) => page.on('request', (request) => list.push(request.url()));

export const injected = {
  async 'a report on armed articles, names, settings and verdicts runs and fetches nothing'(desk) {
    const folder = armed();
    judged(desk, folder);
    run(desk, folder, '--verdicts', 'verdicts.csv', '-o', 'report.html');
    const page = await desk.show(join(folder, 'report.html'));
    const requests = [];
    asked(page, requests);
    page.on('dialog', (dialog) => { desk.troubles.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
    await page.reload({ waitUntil: 'load' });
    await page.waitForSelector('html[data-ready]');
    const { shown } = await unharmed(page, desk);
    assert.equal(requests.length, 1, String(requests));
    assert.ok(shown.includes("<img src=x onerror=window.broken='name'>.txt"), 'the name of a file');
    const file = readFileSync(join(folder, 'report.html'), 'utf8');
    assert.equal(file.match(/<script/gi).length, 2);
    rmSync(folder, { recursive: true });
    return `${await count(page, '.finding')} findings`;
  },

  async 'a review of armed articles takes armed notes, and runs and fetches nothing'(desk) {
    const folder = armed();
    const program = spawn(desk.program, ['review', '--verdicts', 'verdicts.csv'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    try {
      let said = '';
      program.stderr.on('data', (piece) => { said += piece; });
      const line = await new Promise((told, failed) => {
        createInterface(program.stdout).once('line', told);
        program.once('exit', (code) => failed(new Error(`review ended with ${code}: ${said}`)));
      });
      const address = line.match(/http:\/\/127\.0\.0\.1:\S+/)[0];
      const page = await desk.show(address);
      const requests = [];
      asked(page, requests);
      page.on('dialog', (dialog) => { desk.troubles.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
      const [note] = ARMED('note');
      await page.$eval('#reviewer', (node, words) => { node.value = words; node.dispatchEvent(new Event('change')); }, ARMED('reviewer')[1]);
      await keys(page, 'j', '1', 'n');
      await page.keyboard.type(note);
      const saved = page.waitForResponse((response) => response.request().method() === 'POST');
      await keys(page, 'Escape');
      await saved;
      await page.reload({ waitUntil: 'load' });
      await page.waitForSelector('.finding.reviewed');
      await unharmed(page, desk);
      const noted = await page.$$eval('textarea, input', (nodes) => nodes.map((node) => node.value));
      const shown = await page.evaluate(() => document.body.innerText);
      assert.ok(shown.includes(note) || noted.includes(note), 'the note is there');
      for (const request of requests) assert.ok(request.startsWith(new URL(address).origin), request);
      assert.ok(readFileSync(join(folder, 'verdicts.csv'), 'utf8').includes(note.replaceAll('"', '""')));
    } finally {
      program.removeAllListeners('exit');
      program.kill('SIGINT');
      await new Promise((done) => (program.exitCode === null ? program.once('exit', done) : done()));
      rmSync(folder, { recursive: true });
    }
  },
};
