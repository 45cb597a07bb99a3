import type { RestliProtocol } from './restli';
import { encodeValue } from './restli';

/** A value, several of them, or a record of numbers such as a time range; `undefined` leaves the parameter out. */
export type FinderValue =
	| string
	| number
	| readonly string[]
	| Readonly<Record<string, number>>
	| undefined;

/**
 * A finder's query in either key syntax (LinkedIn reference §14.4): repeated names and dots in 1.0, `List(…)` and
 * `(…)` in 2.0.0. Parameters keep their order.
 */
export function finderQuery(
	finder: string,
	parameters: Readonly<Record<string, FinderValue>>,
	protocol: RestliProtocol,
): string {
	const pairs = Object.entries(parameters).flatMap(([name, value]) => write(name, value, protocol));
	return [`q=${finder}`, ...pairs].join('&');
}

function write(name: string, value: FinderValue, protocol: RestliProtocol): string[] {
	if (value === undefined) return [];
	if (typeof value === 'string' || typeof value === 'number')
		return [`${name}=${encodeValue(String(value), protocol)}`];
	if (isList(value)) {
		if (value.length === 0) return [];
		const encoded = value.map((one) => encodeValue(one, protocol));
		return protocol === '1.0'
			? encoded.map((one) => `${name}=${one}`)
			: [`${name}=List(${encoded.join(',')})`];
	}
	const entries = Object.entries(value);
	return protocol === '1.0'
		? entries.map(([part, one]) => `${name}.${part}=${one}`)
		: [`${name}=(${entries.map(([part, one]) => `${part}:${one}`).join(',')})`];
}

function isList(value: NonNullable<FinderValue>): value is readonly string[] {
	return Array.isArray(value);
}
