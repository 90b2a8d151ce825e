// The HTML report in a real Chromium: `cargo xtask browser` installs what it needs and starts this with the program, a
// folder for its pages (large.html and served.html among them), and the folder of the npm modules.
import { Desk } from './desk.mjs';
import { reading } from './reading.mjs';
import { reviewing } from './reviewing.mjs';
import { hostile } from './hostile.mjs';
import { injected } from './injected.mjs';
import { serving } from './serving.mjs';
import { size } from './size.mjs';

const [program, folder, modules, only] = process.argv.slice(2);
if (!modules) throw new Error('usage: node run.mjs PROGRAM FOLDER MODULES [NAME]; or cargo xtask browser');
const desk = await Desk.open(program, folder, modules);
let [passed, failed] = [0, 0];
for (const [name, test] of Object.entries({ ...reading, ...reviewing, ...hostile, ...injected, ...serving, ...size })) {
  if (only && !name.includes(only)) continue;
  try {
    const told = await test(desk);
    await desk.clear();
    passed += 1;
    console.log(`ok      ${name}${told ? ` (${told})` : ''}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n        ${String(error.stack || error).split('\n').slice(0, 6).join('\n        ')}`);
    await desk.clear().catch(() => {});
  }
}
await desk.close();
console.log(`${passed} passed, ${failed} failed`);
// A failed test may have left a server open, which must not keep the run from ending.
process.exit(failed || !passed ? 1 : 0);
