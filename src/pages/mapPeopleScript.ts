/**
 * What the page does in the browser; plain JavaScript, run as it stands. It puts in markup that comes from `mapRow`, and
 * texts of people only as text. n8n serves the page without an origin of its own (a sandboxed document), so nothing can
 * be kept in the browser, and its requests carry no sign-in: the key that came with the page stands in for it.
 */
export const MAP_PEOPLE_SCRIPT = String.raw`
'use strict';
(() => {
const MOST_SHOWN = 12;
const OPEN = ['certain', 'likely', 'review', 'unmatched'];
const byId = (id) => document.getElementById(id);
const map = byId('map'), notes = byId('notes'), find = byId('find');
const { key } = document.body.dataset;
const number = (value) => value.toLocaleString('en-US');
const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
let users = [];
let filter = 'all';

const say = (text) => { notes.textContent = text; };

async function ask(action, values) {
  let answer;
  try {
    answer = await fetch(location.href.split('#')[0], {
      method: 'POST',
      body: new URLSearchParams({ key, action, ...values }),
      referrerPolicy: 'no-referrer',
    });
  } catch {
    throw new Error('The page cannot reach n8n. Check the connection, and try again.');
  }
  if (answer.status === 403) throw new Error('This page is too old. Load it again, and repeat what you did last.');
  let body;
  try { body = await answer.json(); } catch { body = undefined; }
  if (!answer.ok || !body || body.error) {
    throw new Error((body && body.error) || 'n8n could not do it. Look at the executions of workflow 02, and try again.');
  }
  return body;
}

const rows = (selector = '') => [...map.querySelectorAll('.seat' + selector)];
const ofStatus = (...wanted) => rows().filter((row) => wanted.includes(row.dataset.status));

const FILTERS = {
  all: () => true,
  open: (row) => OPEN.includes(row.dataset.status) || row.dataset.status === 'changed',
  mapped: (row) => row.dataset.status === 'mapped',
  none: (row) => row.dataset.status === 'skipped',
};

function refresh() {
  const all = rows();
  for (const name of Object.keys(FILTERS)) {
    byId('count-' + name).textContent = number(all.filter(FILTERS[name]).length);
    byId('filter-' + name).setAttribute('aria-pressed', String(filter === name));
  }
  const typed = fold(find.value).split(/\s+/).filter(Boolean);
  for (const row of all) {
    const text = fold(row.querySelector('.who').textContent);
    row.hidden = !row.dataset.held && !FILTERS[filter](row) || !typed.every((part) => text.includes(part));
  }
  const certain = ofStatus('certain'), likely = ofStatus('likely');
  bulkButton('confirm-certain', certain.length, 'Confirm the certain one', 'Confirm all ' + number(certain.length) + ' certain ones');
  bulkButton('confirm-likely', likely.length, 'Confirm the likely one', 'Confirm all ' + number(likely.length) + ' likely ones');
  const sum = byId('import-sum');
  if (sum) {
    const waiting = certain.length + likely.length;
    const calls = waiting * Number(sum.dataset.callsPerSeat);
    const days = calls / Number(sum.dataset.callsPerDay);
    sum.textContent = waiting === 0 ? '' : 'For all ' + number(waiting) + ' suggested here: at least ' + number(calls) + ' requests, ' + (days < 1 ? Math.max(1, Math.round(days * 100)) + ' % of one day’s.' : days.toFixed(1) + ' days’ worth.');
  }
  byId('headline').textContent = headline(all);
}

function headline(all) {
  if (all.length === 0) return 'There is nobody to map.';
  const mapped = ofStatus('mapped').length, changed = ofStatus('changed').length, left = ofStatus(...OPEN).length;
  const parts = [number(mapped) + ' of ' + number(all.length) + ' seats are mapped.'];
  if (changed) parts.push(number(changed) + (changed === 1 ? ' has changed.' : ' have changed.'));
  parts.push(left ? number(left) + (left === 1 ? ' is' : ' are') + ' still to decide.' : changed ? '' : 'Nothing is left to decide.');
  return parts.filter(Boolean).join(' ');
}

function bulkButton(id, count, one, many) {
  const button = byId(id);
  button.hidden = count === 0;
  button.textContent = count === 1 ? one : many;
}

function fill(element, markup) {
  const part = document.createElement('template');
  part.innerHTML = markup;
  element.replaceWith(part.content);
}

/** Sends decisions; rows that were kept are replaced, those that were not say why. */
async function decide(decisions, done) {
  const touched = decisions.map(({ seat }) => rows().find((row) => row.dataset.seat === seat)).filter(Boolean);
  for (const row of touched) {
    row.classList.add('busy');
    for (const control of row.querySelectorAll('button, input')) control.disabled = true;
    const old = row.querySelector('.error');
    if (old) old.remove();
  }
  say(decisions.length === 1 ? 'Saving…' : 'Saving ' + number(decisions.length) + ' seats…');
  try {
    const answer = await ask('decide', { decisions: JSON.stringify(decisions) });
    for (const { seat, html } of answer.rows) {
      const row = rows().find((one) => one.dataset.seat === seat);
      if (!row) continue;
      fill(row, html);
      // What was just decided stays in sight until the next change of the filter.
      const fresh = rows().find((one) => one.dataset.seat === seat);
      if (fresh) fresh.dataset.held = 'yes';
    }
    for (const { seat, text } of answer.refused) complain(seat, text);
    const kept = answer.rows.length, refused = answer.refused.length;
    say((kept === 1 ? 'Saved.' : number(kept) + ' saved.') + (refused ? ' ' + number(refused) + ' not: see there.' : ''));
    refresh();
    if (done) done();
    return refused === 0;
  } catch (error) {
    for (const { seat } of decisions) complain(seat, error.message);
    say(error.message);
    return false;
  }
}

function complain(seat, text) {
  const row = rows().find((one) => one.dataset.seat === seat);
  if (!row) return;
  row.classList.remove('busy');
  for (const control of row.querySelectorAll('button, input')) control.disabled = false;
  const line = document.createElement('p');
  line.className = 'error';
  line.setAttribute('role', 'alert');
  line.textContent = text;
  row.append(line);
}

const decision = (row, values) => ({ seat: row.dataset.seat, contract: row.dataset.contract, ...values });

/** Goes on with the next seat that needs somebody. */
function next(after) {
  const all = rows();
  const at = all.findIndex((row) => row.dataset.seat === after);
  const open = [...all.slice(at + 1), ...all.slice(0, at)].find((row) => !row.hidden && FILTERS.open(row));
  const target = open ? open.querySelector('button.main, input') : byId('close');
  if (target) target.focus();
}

const chosen = (row, userId) => {
  const seat = row.dataset.seat;
  const suggested = row.dataset.user === userId && ['certain', 'likely', 'changed'].includes(row.dataset.status) && ['person', 'email', 'name'].includes(row.dataset.how);
  // One person has one user, on every contract where nobody has decided yet.
  const others = row.dataset.person ? ofStatus(...OPEN).filter((one) => one !== row && one.dataset.person === row.dataset.person) : [];
  void decide([row, ...others].map((one) => decision(one, { userId, how: suggested ? row.dataset.how : one === row ? 'by hand' : 'person' })), () => next(seat));
};

map.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-do]');
  if (!button) return;
  const row = button.closest('.seat'), seat = row.dataset.seat;
  const act = button.dataset.do;
  if (act === 'choose') chosen(row, button.dataset.user);
  else if (act === 'map' || act === 'keep') chosen(row, row.dataset.user);
  else void decide([decision(row, { how: act === 'skip' ? 'skipped' : 'unmapped' })], () => {
    if (act === 'skip') next(seat);
    else rows().find((one) => one.dataset.seat === seat)?.querySelector('input')?.focus();
  });
});

/* Typing a name */

/** Every typed word begins a word of the name, or stands in the address; names first. */
function search(text) {
  const parts = fold(text).split(/\s+/).filter(Boolean);
  if (parts.length === 0) return { found: [], more: 0 };
  const hits = [];
  for (const user of users) {
    let score = 0;
    for (const part of parts) {
      const word = user.words.findIndex((one) => one.startsWith(part));
      if (word >= 0) score += user.words[word] === part ? 0 : 1;
      else if (user.address.includes(part)) score += 3;
      else { score = -1; break; }
    }
    if (score >= 0) hits.push({ user, score });
  }
  hits.sort((a, b) => a.score - b.score || a.user.name.localeCompare(b.user.name));
  return { found: hits.slice(0, MOST_SHOWN).map(({ user }) => user), more: Math.max(0, hits.length - MOST_SHOWN) };
}

const listOf = (input) => byId(input.getAttribute('aria-controls'));

function closeList(input) {
  const list = listOf(input);
  if (!list) return;
  list.hidden = true;
  list.replaceChildren();
  input.setAttribute('aria-expanded', 'false');
  input.removeAttribute('aria-activedescendant');
}

function showList(input) {
  const list = listOf(input);
  const { found, more } = search(input.value);
  if (input.value.trim() === '') return closeList(input);
  list.replaceChildren(...found.map((user, at) => {
    const option = document.createElement('li');
    option.id = list.id + '-' + at;
    option.setAttribute('role', 'option');
    option.dataset.user = user.id;
    option.append(user.name);
    const address = document.createElement('span');
    address.className = 'muted';
    address.textContent = user.email;
    option.append(' ', address);
    return option;
  }));
  if (found.length === 0 || more > 0) {
    const rest = document.createElement('li');
    rest.className = 'none';
    rest.setAttribute('role', 'presentation');
    rest.textContent = found.length === 0 ? 'Nobody has this name or address.' : 'and ' + number(more) + ' more: type on';
    list.append(rest);
  }
  list.hidden = false;
  input.setAttribute('aria-expanded', 'true');
  select(input, found.length > 0 ? 0 : -1);
}

function select(input, at) {
  const options = [...listOf(input).querySelectorAll('[role=option]')];
  options.forEach((option, place) => option.setAttribute('aria-selected', String(place === at)));
  const option = options[at];
  if (!option) return input.removeAttribute('aria-activedescendant');
  input.setAttribute('aria-activedescendant', option.id);
  option.scrollIntoView({ block: 'nearest' });
}

const isBox = (element) => element instanceof HTMLInputElement && element.getAttribute('role') === 'combobox';

map.addEventListener('input', (event) => { if (isBox(event.target)) showList(event.target); });
map.addEventListener('focusin', (event) => { if (isBox(event.target) && event.target.value) showList(event.target); });
map.addEventListener('focusout', (event) => { if (isBox(event.target)) closeList(event.target); });
map.addEventListener('keydown', (event) => {
  const input = event.target;
  if (!isBox(input)) return;
  const options = [...listOf(input).querySelectorAll('[role=option]')];
  const at = options.findIndex((option) => option.getAttribute('aria-selected') === 'true');
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    if (options.length === 0) return showList(input);
    const step = event.key === 'ArrowDown' ? 1 : -1;
    select(input, (at + step + options.length) % options.length);
  } else if (event.key === 'Enter') {
    event.preventDefault();
    const option = options[at];
    if (option) chosen(input.closest('.seat'), option.dataset.user);
  } else if (event.key === 'Escape') {
    if (listOf(input).hidden) input.value = '';
    closeList(input);
  }
});
// Before the box loses the focus, which closes its list.
map.addEventListener('mousedown', (event) => {
  const option = event.target.closest('[role=option]');
  if (!option) return;
  event.preventDefault();
  chosen(option.closest('.seat'), option.dataset.user);
});

/* Everything at once, and the end */

const confirmAll = (status) => {
  void decide(ofStatus(status).map((row) => decision(row, { userId: row.dataset.user, how: row.dataset.how })), () => next(''));
};
byId('confirm-certain').addEventListener('click', () => confirmAll('certain'));
byId('confirm-likely').addEventListener('click', () => confirmAll('likely'));
for (const name of Object.keys(FILTERS)) {
  byId('filter-' + name).addEventListener('click', () => {
    filter = name;
    for (const row of rows()) delete row.dataset.held;
    refresh();
  });
}
find.addEventListener('input', refresh);

byId('close').addEventListener('click', async () => {
  const left = ofStatus(...OPEN);
  if (left.length > 0 && !(await decide(left.map((row) => decision(row, { how: 'left open' }))))) return;
  const mapped = ofStatus('mapped').length, none = ofStatus('skipped').length, changed = ofStatus('changed').length;
  byId('work').hidden = true;
  byId('closed').hidden = false;
  byId('closed-text').textContent = number(mapped) + (mapped === 1 ? ' seat is' : ' seats are') + ' mapped' + (none ? ', ' + number(none) + (none === 1 ? ' has' : ' have') + ' no user' : '') + '. ' + (changed ? number(changed) + (changed === 1 ? ' has' : ' have') + ' changed and wait for you here.' : 'You are not asked again until something changes.');
  say('Closed.');
  byId('back').focus();
});
byId('back').addEventListener('click', () => { void load(); });

async function load() {
  byId('closed').hidden = true;
  byId('work').hidden = true;
  byId('loading').hidden = false;
  byId('failed').hidden = true;
  try {
    const answer = await ask('load', {});
    map.innerHTML = answer.html;
    users = answer.users.map(([id, name, email]) => ({ id, name, email, words: fold(name).split(/[^\p{L}\p{N}]+/u).filter(Boolean), address: fold(email) }));
    const asked = rows().some(FILTERS.open);
    filter = asked ? 'open' : 'all';
    if (rows().every(FILTERS.open)) filter = 'all';
    find.value = '';
    refresh();
    byId('work').hidden = false;
    say('');
  } catch (error) {
    byId('failed').hidden = false;
    byId('failed-text').textContent = error.message;
  } finally {
    byId('loading').hidden = true;
  }
}
byId('again').addEventListener('click', () => { void load(); });
void load();
})();
`;
