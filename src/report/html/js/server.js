// Verdicts on the disk of the machine that serves the page: a verdict counts as saved when the server says so.
const unsaved = new Map();
let sending = false;

const warn = (words, action) => {
  const banner = $('banner');
  banner.hidden = !words;
  banner.replaceChildren(words, action ? ' ' : '', action || '');
};

const tell = () => {
  const count = unsaved.size;
  if (!count) return warn('');
  warn(`${plural(count, 'verdict')} could not be saved: the review server does not answer. ${count === 1 ? 'It is' : 'They are'} kept on this page; do not close it.`,
    button('Try again', flush));
};

const send = (row) => {
  if (!token) return;
  unsaved.delete(row.id);
  unsaved.set(row.id, row);
  flush();
};

// One after the other, so that the last word on a finding is the last to arrive.
const flush = async () => {
  if (sending) return;
  sending = true;
  try {
    while (unsaved.size) {
      const [id, row] = unsaved.entries().next().value;
      const answer = await fetch('/verdicts', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Crosscheck-Token': token },
        body: JSON.stringify(row),
      });
      if (answer.status !== 204) throw new Error(`status ${answer.status}`);
      if (unsaved.get(id) === row) unsaved.delete(id);
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
    adopt(await answer.json());
    refresh();
  } catch {
    warn('The verdicts given so far could not be fetched from the review server. Is it still running?', button('Load the page again', () => location.reload()));
  }
};

window.addEventListener('beforeunload', (event) => { if (unsaved.size) event.preventDefault(); });
