import { z } from 'zod';
import { COMPANY_INTEGRATIONS, CONTRACT_INTEGRATION } from './integrations';

/** One integration that an admin requested in LinkedIn's configuration widget. */
export interface WidgetElement {
	/** The URN of an organization or of a contract. */
	context: string;
	integrationType: string;
	/** LinkedIn's symbol, as it came; empty when there was none. */
	status: string;
	/** What the widget calls the contract; empty when it does not say. */
	name: string;
}

/**
 * What the callback may hold besides single integrations. UNCERTAIN §2.2: the sister widget names types; whether this one
 * may name the bundles that it offers was not seen, so a bundle counts as what it consists of.
 */
const BUNDLES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
	['RECRUITER_SYSTEM_CONNECT_COMPANY', COMPANY_INTEGRATIONS],
	['RECRUITER_SYSTEM_CONNECT_CONTRACT', [CONTRACT_INTEGRATION]],
]);

/** Foreign data from a browser: nothing honest nests deeper or is longer. */
const DEEPEST = 8;
const MOST_ELEMENTS = 1000;
const LONGEST_TEXT = 1_000_000;

const Text = z.string().optional().catch(undefined);
const FieldsSchema = z.object({
	integrationContext: Text,
	integrationType: Text,
	bundledIntegrationType: Text,
	onboardingStatus: Text,
	integrationStatus: Text,
	status: Text,
	contractName: Text,
	name: Text,
});
type Fields = z.infer<typeof FieldsSchema>;

/**
 * Reads what LinkedIn's widget called back with (LinkedIn reference §2.2), in any of the shapes that are left open: one
 * element or a list, bare or wrapped, as JSON or as text, the key flat or in an object of its own.
 *
 * @returns `undefined` when it holds no list, no integration and no JSON at all
 */
export function readWidgetElements(value: unknown): WidgetElement[] | undefined {
	const found: WidgetElement[] = [];
	const readable = collect(value, found, 0);
	return readable ? found : undefined;
}

function collect(value: unknown, found: WidgetElement[], depth: number): boolean {
	if (depth > DEEPEST || found.length >= MOST_ELEMENTS) return false;
	if (typeof value === 'string') {
		const parsed = parseJson(value);
		return parsed !== undefined && collect(parsed, found, depth + 1);
	}
	if (Array.isArray(value)) {
		const readable = value.map((one: unknown) => collect(one, found, depth + 1));
		return value.length === 0 || readable.includes(true);
	}
	if (typeof value !== 'object' || value === null) return false;
	const elements = asElements(value);
	if (elements.length > 0) {
		found.push(...elements);
		return true;
	}
	return Object.values(value)
		.map((one: unknown) => collect(one, found, depth + 1))
		.includes(true);
}

function asElements(value: object): WidgetElement[] {
	const fields = readFields(value);
	if (!fields) return [];
	const key = fields.integrationContext === undefined ? keyWithin(value) : undefined;
	const pick = (name: keyof Fields): string => fields[name] ?? key?.[name] ?? '';
	const context = pick('integrationContext').trim();
	const type = pick('integrationType') || pick('bundledIntegrationType');
	if (!/^urn:li:(organization|contract):\d+$/.test(context) || !type) return [];
	return (BUNDLES.get(type) ?? [type]).map((integrationType) => ({
		context,
		integrationType,
		status: pick('onboardingStatus') || pick('integrationStatus') || pick('status'),
		name: pick('contractName') || pick('name'),
	}));
}

/** The key in an object of its own, whatever that is called; with two of them it is a collection of elements. */
function keyWithin(value: object): Fields | undefined {
	const keys = Object.values(value)
		.map(readFields)
		.filter((fields) => fields?.integrationContext !== undefined);
	return keys.length === 1 ? keys[0] : undefined;
}

function readFields(value: unknown): Fields | undefined {
	return Array.isArray(value) ? undefined : FieldsSchema.safeParse(value).data;
}

/** Only what looks like JSON: a plain word is no result. */
function parseJson(text: string): unknown {
	if (text.length > LONGEST_TEXT || !/^\s*["[{]/.test(text)) return undefined;
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
