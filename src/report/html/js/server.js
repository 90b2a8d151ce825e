// Verdicts on the disk of the machine that serves the page: a verdict counts as saved when the server says so.
const unsaved = []; // every change, oldest first
let sending = false;

const warn = (words, action) => {
  const banner = $('banner');
  banner.hidden = !words;
  banner.replaceChildren(words, action ? ' ' : '', action || '');
};

const tell = () => {
  const count = new Set(unsaved.map((row) => row.id)).size;
  if (!count) return warn('');
  warn(`${plural(count, 'verdict')} could not be saved: the review server does not answer. ${count === 1 ? 'It is' : 'They are'} kept on this page; do not close it.`,
    button('Try again', flush));
};

const send = (row) => {
  if (!token) return;
  unsaved.push(row);
  flush();
};

// One after the other, so that the last word on a finding is the last to arrive.
const flush = async () => {
  if (sending) return;
  sending = true;
  try {
    while (unsaved.length) {
      const answer = await fetch('/verdicts', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Crosscheck-Token': token },
        body: JSON.stringify(unsaved[0]),
      });
      if (answer.status !== 204) throw new Error(`status ${answer.status}`);
      unsaved.shift();
    }
    tell();
  } catch {
    tell();
  } finally {
    sending = false;
  }
};

const fetched = async () => {
  if (!token) return;
  try {
    const answer = await fetch('/verdicts', { headers: { 'X-Crosscheck-Token': token } });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    // What was said here while the answer was under way is newer.
    adopt((await answer.json()).filter((row) => !touched.has(row.id)));
    refresh();
  } catch {
    warn('The verdicts given so far could not be fetched from the review server. Is it still running?', button('Load the page again', () => location.reload()));
  }
};

window.addEventListener('beforeunload', (event) => { if (unsaved.length) event.preventDefault(); });
