/** What a switch holds. */
export type SwitchValue = boolean | number | string;

/** Behaviours that the reference leaves open. Names begin with the vendor and the section, as in `li§4.4 task delay ms`. */
export class Switches {
	private readonly defaults = new Map<string, SwitchValue>();

	private readonly values = new Map<string, SwitchValue>();

	define(name: string, initial: SwitchValue): void {
		this.defaults.set(name, initial);
	}

	boolean(name: string): boolean {
		return this.read(name) === true;
	}

	number(name: string): number {
		return Number(this.read(name));
	}

	text(name: string): string {
		return String(this.read(name));
	}

	/** @throws Error when no room has defined it: a misspelt switch must not pass in silence */
	set(name: string, value: SwitchValue): void {
		if (!this.defaults.has(name)) throw new Error(`No switch is called "${name}"`);
		this.values.set(name, value);
	}

	all(): Record<string, SwitchValue> {
		return { ...Object.fromEntries(this.defaults), ...Object.fromEntries(this.values) };
	}

	reset(): void {
		this.values.clear();
	}

	private read(name: string): SwitchValue {
		const value = this.values.get(name) ?? this.defaults.get(name);
		if (value === undefined) throw new Error(`No switch is called "${name}"`);
		return value;
	}
}
