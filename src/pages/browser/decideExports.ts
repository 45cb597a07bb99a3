/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { combobox as attach, Suggestions } from './combobox';
import type { sendFields } from './sendFields';

/**
 * Everything that happens on the page of decisions. Its forms are sent by this script alone, with the key of this visit:
 * the page's policy lets no form go anywhere. Pages hold the source of this function as text, so it is given the others.
 */
export function decideExports(combobox: typeof attach, send: typeof sendFields): void {
	/** Every search is an execution: it waits until somebody has stopped typing. */
	const PAUSE_MS = 300;
	const SHORTEST_TEXT = 2;
	const byId = (id: string): HTMLElement => {
		const found = document.getElementById(id);
		if (!found) throw new Error(`The page has no ${id}`);
		return found;
	};
	const page = byId('decisions');
	const notes = byId('notes');
	const messageOf = (error: unknown): string =>
		error instanceof Error ? error.message : String(error);

	interface Found extends Suggestions {
		options: Array<Suggestions['options'][number] & { html: string }>;
	}
	const isFound = (value: unknown): value is Found =>
		typeof value === 'object' && value !== null && 'options' in value && 'note' in value;
	const hasHtml = (value: unknown): value is { html: string } =>
		typeof value === 'object' &&
		value !== null &&
		'html' in value &&
		typeof value.html === 'string';

	/** Markup of what was suggested last, by value. */
	const choices = new Map<string, string>();
	let asked = 0;

	async function ask(what: string, text: string): Promise<Suggestions> {
		try {
			const found = await send({ action: 'suggest', what, text });
			if (!isFound(found)) throw new Error('n8n’s answer cannot be read. Load the page again.');
			for (const { value, html } of found.options) choices.set(`${what} ${value}`, html);
			return found;
		} catch (error) {
			return { options: [], note: messageOf(error) };
		}
	}

	/** Marks a choice of a form; one that was suggested is put there first. */
	function mark(form: HTMLElement, what: string, value: string): HTMLInputElement | undefined {
		const list = form.querySelector<HTMLElement>(`ul[data-of="${what}"]`);
		if (!list) return undefined;
		const radioOf = (): HTMLInputElement | undefined =>
			[...list.querySelectorAll('input')].find((one) => one.value === value);
		const suggested = choices.get(`${what} ${value}`);
		if (!radioOf() && suggested !== undefined) {
			const part = document.createElement('template');
			part.innerHTML = suggested;
			list.prepend(part.content);
		}
		const radio = radioOf();
		if (radio) radio.checked = true;
		return radio;
	}

	combobox(page, {
		suggest: (input, show) => {
			const text = input.value.trim();
			asked += 1;
			const mine = asked;
			if (text.length < SHORTEST_TEXT) {
				show({ options: [], note: 'Type on.' });
				return;
			}
			show({ options: [], note: 'Searching…' });
			AbortSignal.timeout(PAUSE_MS).addEventListener('abort', () => {
				if (mine !== asked) return;
				void ask(input.name, text).then((found) => {
					if (mine === asked) show(found);
				});
			});
		},
		choose: (input, value) => {
			const radio = input.form && mark(input.form, input.name, value);
			if (!radio) return;
			input.value = '';
			// Closes the list, too.
			radio.focus();
		},
	});

	async function submit(form: HTMLFormElement, pressed: HTMLElement | null): Promise<void> {
		const fields: Record<string, string> = {};
		for (const [name, value] of new FormData(form))
			if (typeof value === 'string') fields[name] = value;
		if (pressed instanceof HTMLButtonElement) fields[pressed.name] = pressed.value;
		const article = form.closest('article')?.id ?? '';
		// What was asked before comes too late.
		asked += 1;
		const buttons = [...page.querySelectorAll('button')];
		for (const button of buttons) button.disabled = true;
		notes.className = 'notice';
		notes.textContent = fields.action === 'search' ? 'Searching…' : 'Working on it…';
		notes.hidden = false;
		try {
			const answer = await send(fields);
			if (!hasHtml(answer)) throw new Error('n8n’s answer cannot be read. Load the page again.');
			const part = document.createElement('template');
			part.innerHTML = answer.html;
			page.replaceChildren(part.content);
			notes.hidden = true;
			notes.textContent = '';
			const row = document.getElementById(article);
			// What was chosen among suggestions is not known to n8n.
			if (row) {
				mark(row, 'candidate', fields.choice ?? '');
				mark(row, 'job', fields.jobId ?? '');
			}
			const target =
				page.querySelector<HTMLElement>('[data-testid=message]') ??
				row?.querySelector<HTMLElement>('.found') ??
				row;
			target?.focus();
		} catch (error) {
			for (const button of buttons) button.disabled = false;
			notes.textContent = messageOf(error);
		}
	}

	page.addEventListener('submit', (event) => {
		event.preventDefault();
		if (event.target instanceof HTMLFormElement) void submit(event.target, event.submitter);
	});
	page.hidden = false;
}
