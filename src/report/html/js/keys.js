// The keyboard: everything can be done without a mouse.
const isTyping = (node) => node.closest('input, textarea, select, [contenteditable]') && !['checkbox', 'button'].includes(node.type);

const verdictKey = (id) => () => {
  const finding = inHand();
  if (finding) judge(finding, id); else take(0);
};

const LETTER_KEYS = {
  j: () => take(current + 1),
  k: () => take(current - 1),
  o: () => inHand() && toggle(inHand().id),
  u: () => {
    const row = undo();
    announce(row ? 'Undone.' : 'Nothing to undo.');
    const at = row ? list.indexOf(byId.get(row.id)) : -1;
    if (at >= 0) take(at);
  },
  n: () => {
    const finding = inHand();
    if (!finding) return;
    if (!opened.has(finding.id)) toggle(finding.id);
    nodeOf(finding).querySelector('.review textarea').focus();
  },
  r: () => nextOpen(),
  m: () => { look({ near: !view.near }); if (view.near) $('near').scrollIntoView(); },
  e: () => exportRows(),
  d: () => turn(),
  c: () => inHand() && copied(correction(inHand()), 'The correction request is copied.'),
  '/': () => $('search').focus(),
  '?': () => $('help').showModal(),
};
Object.keys(VERDICTS).forEach((id, at) => { LETTER_KEYS[at + 1] = verdictKey(id); });

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === 'Escape' && isTyping(event.target)) {
    event.target.blur();
    if (inHand()) nodeOf(inHand())?.querySelector('.head').focus();
    return;
  }
  if (isTyping(event.target) || $('help').open || stored.get('crosscheck:letters') === 'off') return;
  const act = LETTER_KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
