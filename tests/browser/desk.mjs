// A browser, reports to show in it, and what every test asks of a page.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, mkdtempSync, rmSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

export class Desk {
  static async open(program, folder, modules) {
    const require = createRequire(join(modules, 'x.js'));
    const desk = new Desk();
    desk.program = program;
    desk.folder = folder;
    desk.axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
    const puppeteer = require('puppeteer-core');
    desk.browser = await puppeteer.launch({
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
      // The tests run as root in containers, where Chromium has no sandbox; they open nothing but their own files.
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    });
    desk.downloads = mkdtempSync(join(tmpdir(), 'crosscheck-browser-'));
    return desk;
  }

  // The report on a folder of fixtures, written anew by the program. Exit code 1 says that there are findings.
  report(fixture) {
    const path = join(this.folder, `${fixture}.html`);
    const input = fixture === 'corpus' ? join(here, '../../corpus') : join(here, 'fixtures', fixture);
    try {
      execFileSync(this.program, ['check', '--no-config', '--fail-on', 'never', input, '-o', path], { stdio: 'pipe' });
    } catch (error) {
      throw new Error(`crosscheck ended with ${error.status}: ${error.stderr}`);
    }
    return path;
  }

  // A page of its own profile, which fails the test on any error or breach of its policy.
  async show(path, { width = 1280, height = 900, dark = false, hash = '', context = null } = {}) {
    this.context = context || await this.browser.createBrowserContext();
    const page = await this.context.newPage();
    this.troubles = [];
    page.on('pageerror', (error) => this.troubles.push(`error: ${error.message}`));
    page.on('console', (message) => { if (['error', 'warn'].includes(message.type())) this.troubles.push(`${message.type()}: ${message.text()}`); });
    page.on('request', (request) => { if (!/^(file|data|blob|http:\/\/127\.0\.0\.1)/.test(request.url())) this.troubles.push(`fetched ${request.url()}`); });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }]);
    await page.setViewport({ width, height });
    const url = path.startsWith('http') ? path : pathToFileURL(path).href;
    await page.goto(url + hash, { waitUntil: 'load' });
    await page.waitForSelector('html[data-ready]');
    return page;
  }

  async clear() {
    const troubles = this.troubles || [];
    await this.context?.close();
    [this.context, this.troubles] = [null, []];
    assert.deepEqual(troubles, []);
  }

  // Levels A and AA of WCAG 2.0 to 2.2.
  async accessible(page, state) {
    // Chromium's own door for tests: the page's policy lets no other script in.
    await page.evaluate(this.axe);
    const found = await page.evaluate(async () => {
      const run = await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] });
      return run.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => `${node.target} ${node.any[0]?.message || ''}`).join(' | ')}`);
    });
    assert.deepEqual(found, [], state);
  }

  async downloaded(page, act) {
    const folder = mkdtempSync(join(this.downloads, 'one-'));
    const client = await this.browser.target().createCDPSession();
    await client.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder, browserContextId: this.context.id });
    await act();
    for (let tries = 0; tries < 100; tries += 1) {
      const file = readdirSync(folder).find((name) => name.endsWith('.csv'));
      if (file) return join(folder, file);
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error('nothing was downloaded within 5 s');
  }

  async close() {
    await this.browser.close();
    rmSync(this.downloads, { recursive: true });
  }
}

export const count = (page, selector) => page.$$eval(selector, (nodes) => nodes.length);
export const text = (page, selector) => page.$eval(selector, (node) => node.innerText);
export const keys = async (page, ...pressed) => { for (const key of pressed) await page.keyboard.press(key); };
