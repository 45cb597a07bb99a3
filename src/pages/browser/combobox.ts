/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** What stands below a box that somebody types into. */
export interface Suggestions {
	options: Array<{ value: string; name: string; detail: string }>;
	/** Under the options, or instead of them; empty for nothing. */
	note: string;
}

export interface ComboboxUse {
	/** Looks for what fits, and shows it; what comes too late is not shown. Not asked for an empty box. */
	suggest: (input: HTMLInputElement, show: (found: Suggestions) => void) => void;
	/** Somebody has chosen a value. */
	choose: (input: HTMLInputElement, value: string) => void;
}

/**
 * Lets people choose while they type, in each `input[role=combobox]` inside an element, also in those that come later. The
 * list is the one that the input controls. Keys as in the ARIA pattern: arrows, Enter, Escape. Pages hold the source of
 * this function as text, so it uses nothing but the browser.
 */
export function combobox(root: HTMLElement, { suggest, choose }: ComboboxUse): void {
	const listOf = (input: Element): HTMLElement => {
		const id = input.getAttribute('aria-controls') ?? '';
		const list = document.getElementById(id);
		if (!list) throw new Error(`The page has no ${id}`);
		return list;
	};
	const optionsOf = (input: Element): HTMLElement[] => [
		...listOf(input).querySelectorAll<HTMLElement>('[role=option]'),
	];
	const boxOf = (target: EventTarget | null): HTMLInputElement | undefined =>
		target instanceof HTMLInputElement && target.getAttribute('role') === 'combobox'
			? target
			: undefined;

	function closeList(input: Element): void {
		const list = listOf(input);
		list.hidden = true;
		list.replaceChildren();
		input.setAttribute('aria-expanded', 'false');
		input.removeAttribute('aria-activedescendant');
	}

	function select(input: Element, at: number): void {
		const options = optionsOf(input);
		options.forEach((option, place) => {
			option.setAttribute('aria-selected', String(place === at));
		});
		const option = options[at];
		if (!option) {
			input.removeAttribute('aria-activedescendant');
			return;
		}
		input.setAttribute('aria-activedescendant', option.id);
		option.scrollIntoView({ block: 'nearest' });
	}

	function show(input: HTMLInputElement, { options, note }: Suggestions): void {
		const list = listOf(input);
		list.replaceChildren(
			...options.map(({ value, name, detail }, at) => {
				const option = document.createElement('li');
				option.id = `${list.id}-${at}`;
				option.setAttribute('role', 'option');
				option.dataset.value = value;
				const more = document.createElement('span');
				more.className = 'muted';
				more.textContent = detail;
				option.append(name, ' ', more);
				return option;
			}),
		);
		if (note !== '') {
			const rest = document.createElement('li');
			rest.className = 'none';
			rest.setAttribute('role', 'presentation');
			rest.textContent = note;
			list.append(rest);
		}
		list.hidden = false;
		input.setAttribute('aria-expanded', 'true');
		select(input, options.length > 0 ? 0 : -1);
	}

	function ask(input: HTMLInputElement): void {
		const typed = input.value;
		if (typed.trim() === '') {
			closeList(input);
			return;
		}
		suggest(input, (found) => {
			if (input.value === typed && document.activeElement === input) show(input, found);
		});
	}

	root.addEventListener('input', ({ target }) => {
		const box = boxOf(target);
		if (box) ask(box);
	});
	root.addEventListener('focusin', ({ target }) => {
		const box = boxOf(target);
		if (box && box.value !== '') ask(box);
	});
	root.addEventListener('focusout', ({ target }) => {
		const box = boxOf(target);
		if (box && box.isConnected) closeList(box);
	});
	root.addEventListener('keydown', (event) => {
		const input = boxOf(event.target);
		if (!input) return;
		const options = optionsOf(input);
		const at = options.findIndex((option) => option.getAttribute('aria-selected') === 'true');
		if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
			event.preventDefault();
			if (options.length === 0) ask(input);
			else {
				const step = event.key === 'ArrowDown' ? 1 : -1;
				select(input, (at + step + options.length) % options.length);
			}
		} else if (event.key === 'Enter') {
			const value = options[at]?.dataset.value;
			if (value === undefined) return;
			event.preventDefault();
			choose(input, value);
		} else if (event.key === 'Escape') {
			if (listOf(input).hidden) input.value = '';
			closeList(input);
		}
	});
	// Before the box loses the focus, which closes its list.
	root.addEventListener('mousedown', (event) => {
		const { target } = event;
		const option = target instanceof Element ? target.closest<HTMLElement>('[role=option]') : null;
		const list = option?.closest('[role=listbox]');
		const input = list && boxOf(root.querySelector(`[aria-controls="${CSS.escape(list.id)}"]`));
		if (!option || !input) return;
		event.preventDefault();
		choose(input, option.dataset.value ?? '');
	});
}
