// Twenty thousand findings: the page holds only what is read, whatever is filtered or searched, in a file under 40 MB.
// How long that takes is measured by speed.mjs, and fails nothing: a machine that does other things would fail it.
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { filter, opened, search, told } from './speed.mjs';
import { count, text } from './desk.mjs';

const LARGEST = 40e6;
const READ = 200;

export const size = {
  async 'twenty thousand findings open, and only what is read is on the page'(desk) {
    const path = join(desk.folder, 'large.html');
    const bytes = statSync(path).size;
    assert.ok(bytes < LARGEST, `${bytes} bytes`);
    const page = await desk.show(path);
    assert.equal(await text(page, '#count'), '20,000 findings');
    const shown = await count(page, '.finding');
    assert.ok(shown > 0 && shown < READ, `${shown} findings on the page`);
    return `${(bytes / 1e6).toFixed(1)} MB, ${told([await opened(page)])} ms`;
  },

  async 'twenty thousand findings are filtered and searched'(desk) {
    const page = await desk.show(join(desk.folder, 'large.html'));
    await page.waitForFunction(() => "indexed" in document.documentElement.dataset);
    const [filters, searches, counts] = [[], [], []];
    const seen = async () => {
      const words = await text(page, '#count');
      counts.push(words);
      assert.ok(await count(page, '.finding') < READ, words);
    };
    for (const at of [0, 1, 2]) {
      filters.push(await filter(page, at));
      await seen();
      await filter(page, at);
    }
    for (const word of ['president', 'zeppelin']) {
      searches.push(await search(page, word));
      await seen();
    }
    assert.equal(counts.at(-1), '0 of 20,000 findings');
    const some = counts.slice(0, -1).map((words) => Number(words.match(/^([\d,]+) of 20,000/)?.[1].replaceAll(',', '')));
    assert.ok(some.every((number) => number > 0 && number < 20000), counts.join('; '));
    return `filters ${told(filters)} ms, searches ${told(searches)} ms`;
  },
};
