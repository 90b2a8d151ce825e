// Articles that try to run something, to look like something else, or to break out of the page's data.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { count, keys } from './desk.mjs';

export const hostile = {
  async 'markup in titles, sources, addresses and text is text'(desk) {
    const path = desk.report('hostile');
    const page = await desk.show(path);
    await page.evaluate(() => document.querySelectorAll('.head').forEach((node) => node.click()));
    await page.evaluate(() => document.querySelectorAll('details').forEach((node) => { node.open = true; }));
    await page.click('#near-toggle').catch(() => {});
    assert.ok(await count(page, '.finding.opened'));
    assert.equal(await page.evaluate(() => window.broken), undefined);
    assert.equal(await count(page, 'script'), 2);
    assert.equal(await count(page, 'iframe, img, object, embed, link, [onmouseover], [onload], [onerror], [onclick]'), 0);
    const shown = await page.evaluate(() => document.body.innerText);
    for (const words of ['</script><script>window.broken', '<iframe src=javascript:', '{{data}}', '\\u{202e}', '\\u{200b}', '&lt;b&gt;']) {
      assert.ok(shown.includes(words), words);
    }
    assert.ok(!/[\u202e\u200b]/.test(shown));
    const links = await page.$$eval('main a', (nodes) => nodes.map((node) => node.href));
    assert.ok(links.length && links.every((link) => link.startsWith('https://a.example/')), String(links));
  },

  async 'the policy lets nothing in that the page did not bring'(desk) {
    const page = await desk.show(desk.report('hostile'));
    const ran = await page.evaluate(async () => {
      const breaches = [];
      document.addEventListener('securitypolicyviolation', (event) => breaches.push(event.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'window.broken = 1';
      const image = document.createElement('img');
      image.src = 'https://a.example/x.png';
      const style = document.createElement('style');
      style.textContent = 'body { display: none }';
      document.body.append(script, image, style);
      await fetch('http://127.0.0.1:9/').catch(() => {});
      await new Promise((done) => setTimeout(done, 100));
      return { broken: window.broken, breaches };
    });
    assert.equal(ran.broken, undefined);
    for (const directive of ['script-src-elem', 'img-src', 'style-src-elem', 'connect-src']) assert.ok(ran.breaches.includes(directive), `${directive}: ${ran.breaches}`);
    desk.troubles = desk.troubles.filter((one) => !/Content Security Policy|fetched https:\/\/a\.example|CORS|ERR_/.test(one));
  },

  async 'an address that was tampered with changes nothing but the view'(desk) {
    const page = await desk.show(desk.report('hostile'), { hash: '#q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&kind=__proto__&sort=constructor&show=toString&story=-1&at=nobody&source=%F0%9F' });
    assert.equal(await count(page, '.empty'), 1);
    await page.evaluate(() => { location.hash = '#'; });
    await page.waitForSelector('.finding');
    await keys(page, 'j', 'o');
    assert.equal(await count(page, '.finding.opened'), 1);
  },

  async 'the file holds its data once and fetches nothing'(desk) {
    const page = readFileSync(desk.report('hostile'), 'utf8');
    assert.equal(page.match(/<script/g).length, 2);
    assert.ok(page.includes('\\u003c/script>'));
    assert.ok(page.includes("default-src 'none'") && !page.includes("'unsafe-inline'"));
  },
};
