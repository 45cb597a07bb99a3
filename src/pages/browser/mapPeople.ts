/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { combobox as attach } from './combobox';
import type { fold as withoutAccents, PageUser, searchUsers as search } from './searchUsers';
import type { sendFields as post } from './sendFields';

/*
 * What the mapping page does in the browser. The page holds the source of these functions as text (see mapPeoplePage.ts),
 * so each of them uses nothing but the browser and the others.
 */

/** The sentence above the list. */
export function headline(counts: {
	all: number;
	mapped: number;
	changed: number;
	open: number;
}): string {
	const { all, mapped, changed, open } = counts;
	if (all === 0) return '';
	const number = (value: number): string => value.toLocaleString('en-US');
	const parts = [`${number(mapped)} of ${number(all)} seats are mapped.`];
	if (changed > 0) parts.push(`${number(changed)} ${changed === 1 ? 'has' : 'have'} changed.`);
	if (open > 0) parts.push(`${number(open)} ${open === 1 ? 'is' : 'are'} still to decide.`);
	else if (changed === 0) parts.push('Nothing is left to decide.');
	return parts.join(' ');
}

/**
 * Everything that happens on the page. n8n serves it without an origin of its own (a sandboxed document): nothing can be
 * kept in the browser, and requests carry no sign-in, so the key of this visit goes with each of them.
 * The functions of other files are given, because the text of a function knows no imports.
 */
export function mapPeople(
	combobox: typeof attach,
	sendFields: typeof post,
	fold: typeof withoutAccents,
	searchUsers: typeof search,
): void {
	const MOST_SHOWN = 12;
	const OPEN = ['certain', 'likely', 'review', 'unmatched'];
	const byId = (id: string): HTMLElement => {
		const found = document.getElementById(id);
		if (!found) throw new Error(`The page has no ${id}`);
		return found;
	};
	const map = byId('map');
	const notes = byId('notes');
	const find = byId('find');
	const isUser = (value: unknown): value is PageUser =>
		Array.isArray(value) && value.length === 3 && value.every((one) => typeof one === 'string');
	const embedded: unknown = JSON.parse(byId('users').textContent ?? '[]');
	const users = Array.isArray(embedded) ? embedded.filter(isUser) : [];
	const number = (value: number): string => value.toLocaleString('en-US');
	const typedIn = (element: Element): string =>
		element instanceof HTMLInputElement ? element.value : '';
	let filter = 'all';

	const say = (text: string): void => {
		notes.textContent = text;
		notes.hidden = text === '';
	};

	interface Decision {
		seat: string;
		contract: string;
		how: string;
		userId?: string;
	}
	interface Answer {
		rows: Array<{ seat: string; html: string }>;
		refused: Array<{ seat: string; text: string }>;
	}

	async function send(decisions: readonly Decision[]): Promise<Answer> {
		const isAnswer = (value: unknown): value is Answer =>
			typeof value === 'object' && value !== null && 'rows' in value && 'refused' in value;
		const answer = await sendFields({
			action: 'decide',
			decisions: JSON.stringify(decisions),
		});
		if (isAnswer(answer)) return answer;
		throw new Error('n8n’s answer cannot be read. Load the page again.');
	}

	const rows = (): HTMLElement[] => [...map.querySelectorAll<HTMLElement>('.seat')];
	const rowOf = (seat: string): HTMLElement | undefined =>
		rows().find((row) => row.dataset.seat === seat);
	const ofStatus = (...wanted: string[]): HTMLElement[] =>
		rows().filter((row) => wanted.includes(row.dataset.status ?? ''));
	const needsDecision = (row: HTMLElement): boolean =>
		OPEN.includes(row.dataset.status ?? '') || row.dataset.status === 'changed';
	const FILTERS: Array<[name: string, shows: (row: HTMLElement) => boolean]> = [
		['all', () => true],
		['open', needsDecision],
		['mapped', (row) => row.dataset.status === 'mapped'],
		['none', (row) => row.dataset.status === 'skipped'],
	];

	function bulkButton(id: string, count: number, one: string, many: string): void {
		const button = byId(id);
		button.hidden = count === 0;
		button.textContent = count === 1 ? one : many;
	}

	function refresh(): void {
		const all = rows();
		const shown = FILTERS.find(([name]) => name === filter)?.[1] ?? (() => true);
		for (const [name, shows] of FILTERS) {
			byId(`count-${name}`).textContent = number(all.filter(shows).length);
			byId(`filter-${name}`).setAttribute('aria-pressed', String(filter === name));
		}
		const typed = fold(typedIn(find)).split(/\s+/).filter(Boolean);
		for (const row of all) {
			const who = fold(row.querySelector('.who')?.textContent ?? '');
			const hit = typed.every((part) => who.includes(part));
			row.hidden = (!row.dataset.held && !shown(row)) || !hit;
		}
		const certain = ofStatus('certain').length;
		const likely = ofStatus('likely').length;
		bulkButton(
			'confirm-certain',
			certain,
			'Confirm the certain one',
			`Confirm all ${number(certain)} certain ones`,
		);
		bulkButton(
			'confirm-likely',
			likely,
			'Confirm the likely one',
			`Confirm all ${number(likely)} likely ones`,
		);
		byId('headline').textContent = headline({
			all: all.length,
			mapped: ofStatus('mapped').length,
			changed: ofStatus('changed').length,
			open: ofStatus(...OPEN).length,
		});
	}

	const setBusy = (row: HTMLElement, busy: boolean): void => {
		row.classList.toggle('busy', busy);
		for (const control of row.querySelectorAll<HTMLButtonElement | HTMLInputElement>(
			'button, input',
		))
			control.disabled = busy;
	};

	function complain(seat: string, text: string): void {
		const row = rowOf(seat);
		if (!row) return;
		setBusy(row, false);
		const line = document.createElement('p');
		line.className = 'error';
		line.setAttribute('role', 'alert');
		line.textContent = text;
		row.append(line);
	}

	/** Sends decisions; rows that were kept are replaced, those that were not say why. */
	async function decide(decisions: readonly Decision[], done?: () => void): Promise<boolean> {
		for (const { seat } of decisions) {
			const row = rowOf(seat);
			if (!row) continue;
			setBusy(row, true);
			row.querySelector('.error')?.remove();
		}
		say(decisions.length === 1 ? 'Saving…' : `Saving ${number(decisions.length)} seats…`);
		try {
			const answer = await send(decisions);
			for (const { seat, html } of answer.rows) {
				const part = document.createElement('template');
				part.innerHTML = html;
				rowOf(seat)?.replaceWith(part.content);
				// What was just decided stays in sight until the next change of the filter.
				const fresh = rowOf(seat);
				if (fresh) fresh.dataset.held = 'yes';
			}
			for (const { seat, text } of answer.refused) complain(seat, text);
			const kept = answer.rows.length;
			const refused = answer.refused.length;
			const saved = kept === 1 ? 'Saved.' : `${number(kept)} saved.`;
			say(refused > 0 ? `${saved} ${number(refused)} not: see there.` : saved);
			refresh();
			done?.();
			return refused === 0;
		} catch (error) {
			const text = error instanceof Error ? error.message : String(error);
			for (const { seat } of decisions) complain(seat, text);
			say(text);
			return false;
		}
	}

	const decision = (row: HTMLElement, values: { how: string; userId?: string }): Decision => ({
		seat: row.dataset.seat ?? '',
		contract: row.dataset.contract ?? '',
		...values,
	});

	/** Goes on with the next seat that needs somebody. */
	function next(after: string): void {
		const all = rows();
		const at = all.findIndex((row) => row.dataset.seat === after);
		const open = [...all.slice(at + 1), ...all.slice(0, Math.max(0, at))].find(
			(row) => !row.hidden && needsDecision(row),
		);
		const target = open?.querySelector<HTMLElement>('button.main, input') ?? byId('close');
		target.focus();
	}

	/** One person has one user, on every contract where nobody has decided yet. */
	function choose(row: HTMLElement, userId: string): void {
		const { seat = '', status = '', how = '', person = '' } = row.dataset;
		const suggested =
			row.dataset.user === userId &&
			['certain', 'likely', 'changed'].includes(status) &&
			['person', 'email', 'name'].includes(how);
		const others =
			person === ''
				? []
				: ofStatus(...OPEN).filter((one) => one !== row && one.dataset.person === person);
		void decide(
			[row, ...others].map((one) =>
				decision(one, { userId, how: suggested ? how : one === row ? 'by hand' : 'person' }),
			),
			() => {
				next(seat);
			},
		);
	}

	map.addEventListener('click', ({ target }) => {
		const button =
			target instanceof Element ? target.closest<HTMLElement>('button[data-do]') : null;
		const row = button?.closest<HTMLElement>('.seat');
		if (!button || !row) return;
		const seat = row.dataset.seat ?? '';
		const act = button.dataset.do;
		if (act === 'choose') choose(row, button.dataset.user ?? '');
		else if (act === 'map' || act === 'keep') choose(row, row.dataset.user ?? '');
		else {
			void decide([decision(row, { how: act === 'skip' ? 'skipped' : 'unmapped' })], () => {
				if (act === 'skip') next(seat);
				else rowOf(seat)?.querySelector('input')?.focus();
			});
		}
	});

	combobox(map, {
		suggest: ({ value }, show) => {
			const { users: found, more } = searchUsers(users, value, MOST_SHOWN);
			show({
				options: found.map(([id, name, email]) => ({ value: id, name, detail: email })),
				note:
					found.length === 0
						? 'Nobody has this name or address.'
						: more > 0
							? `and ${number(more)} more: type on`
							: '',
			});
		},
		choose: (input, userId) => {
			const row = input.closest<HTMLElement>('.seat');
			if (row && userId !== '') choose(row, userId);
		},
	});

	const confirmAll = (status: string): void => {
		const decisions = ofStatus(status).map((row) =>
			decision(row, { userId: row.dataset.user ?? '', how: row.dataset.how ?? '' }),
		);
		void decide(decisions, () => {
			next('');
		});
	};
	byId('confirm-certain').addEventListener('click', () => {
		confirmAll('certain');
	});
	byId('confirm-likely').addEventListener('click', () => {
		confirmAll('likely');
	});
	for (const [name] of FILTERS) {
		byId(`filter-${name}`).addEventListener('click', () => {
			filter = name;
			for (const row of rows()) delete row.dataset.held;
			refresh();
		});
	}
	find.addEventListener('input', refresh);

	async function close(): Promise<void> {
		const left = ofStatus(...OPEN).map((row) => decision(row, { how: 'left open' }));
		if (left.length > 0 && !(await decide(left))) return;
		const mapped = ofStatus('mapped').length;
		const none = ofStatus('skipped').length;
		const changed = ofStatus('changed').length;
		const sentences = [
			`${number(mapped)} ${mapped === 1 ? 'seat is' : 'seats are'} mapped${
				none > 0 ? `, ${number(none)} ${none === 1 ? 'has' : 'have'} no user` : ''
			}.`,
			changed > 0
				? `${number(changed)} ${changed === 1 ? 'has' : 'have'} changed and wait for you here.`
				: 'You are not asked again until something changes.',
		];
		byId('work').hidden = true;
		byId('closed').hidden = false;
		byId('closed-text').textContent = sentences.join(' ');
		say('Closed.');
		byId('back').focus();
	}
	byId('close').addEventListener('click', () => {
		void close();
	});
	byId('back').addEventListener('click', () => {
		byId('closed').hidden = true;
		byId('work').hidden = false;
		say('');
		refresh();
	});

	const open = rows().filter(needsDecision).length;
	filter = open > 0 && open < rows().length ? 'open' : 'all';
	refresh();
	byId('work').hidden = false;
}
