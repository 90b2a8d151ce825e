// The page as the review server sends it: a verdict counts as saved when the server says so.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { count, keys, text } from './desk.mjs';

// A server of one test, which answers POST with the statuses given, the last one for good.
const served = async (desk, statuses, { rows = [], slow = 0 } = {}) => {
  const got = [];
  const server = createServer(async (request, response) => {
    if (request.url === '/') return response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(readFileSync(join(desk.folder, 'served.html')));
    if (request.url !== '/verdicts') return response.writeHead(204).end();
    if (request.method === 'GET') return response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(rows));
    let body = '';
    for await (const piece of request) body += piece;
    const { 'content-type': type, 'x-crosscheck-token': token } = request.headers;
    const status = statuses.length > 1 ? statuses.shift() : statuses[0];
    got.push({ type, token, status, row: JSON.parse(body) });
    await new Promise((done) => setTimeout(done, slow));
    return response.writeHead(status).end();
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { got, server, url: `http://127.0.0.1:${server.address().port}/` };
};

const until = async (test) => {
  for (let tries = 0; tries < 100; tries += 1) {
    if (test()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`not within 5 s: ${test}`);
};

export const serving = {
  async 'each verdict is posted with the token, and none is kept in the browser'(desk) {
    // Slow enough that changes queue up: none may swallow another.
    const { got, server, url } = await served(desk, [204], { slow: 300 });
    const page = await desk.show(url);
    await keys(page, 'j', '1', 'j', '2', 'u');
    await until(() => got.length === 3);
    server.close();
    assert.deepEqual(got.map(({ row }) => row.verdict), ['confirm', 'dismiss', '']);
    assert.ok(got.every(({ type, token }) => type === 'application/json' && token === 'abc123'));
    assert.deepEqual(Object.keys(got[0].row).sort(), ['id', 'keys', 'kind', 'message', 'note', 'reviewer', 'verdict']);
    assert.ok(Array.isArray(got[0].row.keys) && got[0].row.keys.every((key) => /^[0-9a-f]{32}$/.test(key)));
    assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('verdicts')).length), 0);
  },

  async 'what is not saved is said, kept, and sent again'(desk) {
    const { got, server, url } = await served(desk, [500, 403, 204]);
    const page = await desk.show(url);
    await keys(page, 'j', '1');
    await page.waitForFunction(() => !document.getElementById('banner').hidden);
    assert.match(await text(page, '#banner'), /1 verdict could not be saved/);
    await keys(page, 'j', '2');
    await page.waitForFunction(() => document.getElementById('banner').innerText.startsWith('2 verdicts'));
    await page.click('#banner button');
    await page.waitForFunction(() => document.getElementById('banner').hidden);
    server.close();
    assert.deepEqual(got.filter(({ status }) => status === 204).map(({ row }) => row.verdict), ['confirm', 'dismiss']);
    desk.troubles = desk.troubles.filter((one) => !/status of (500|403)/.test(one));
  },

  async 'verdicts given before are fetched at the start'(desk) {
    const first = await served(desk, [204]);
    const page = await desk.show(first.url);
    await keys(page, 'j', '2');
    await until(() => first.got.length === 1);
    first.server.close();
    await desk.clear();
    const again = await served(desk, [204], { rows: [{ ...first.got[0].row, note: 'as before' }] });
    const other = await desk.show(again.url);
    await other.waitForFunction(() => document.querySelector('.badge').innerText.includes('dismissed'));
    assert.equal(await count(other, '.finding.reviewed'), 1);
    again.server.close();
  },
};
