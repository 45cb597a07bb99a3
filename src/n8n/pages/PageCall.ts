import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { ConfigurationError } from '../../errors/ConfigurationError';
import { withQuery } from '../../pages/withQuery';

const FormSchema = z.record(z.union([z.string(), z.array(z.string())]));

/**
 * What RSC Trigger hands on of a call to one of our pages, after it has checked who calls: only people who have signed
 * in, and for anything but reading only with the key that the page before has given them. Headers are not part of it.
 */
export const PageCallSchema = z.object({
	method: z.enum(['GET', 'POST']),
	/** Of the address, as given. */
	query: z.record(z.string()).default({}),
	/** What was sent; empty for GET. A field that was sent several times is a list. */
	form: FormSchema.default({}),
	/** Who signed in. */
	user: z.string(),
	/** For a hidden field `key` of the forms on the page that is answered; good for this person and for two hours. */
	key: z.string(),
	/**
	 * The same for a page whose script sends, which cannot sign in: whoever has it needs no password. On no page whose
	 * forms may go anywhere.
	 */
	scriptKey: z.string().default(''),
	/** Address of the page without query, for links and forms: relative to itself. */
	address: z.string(),
	/** Number of the organization that was chosen, where the workflows serve several. */
	organization: z.string().optional(),
	/**
	 * For links to pages on other sites that call back (`callback`); good for this person and an hour. `profileLink` is
	 * bound to the candidate in the query, and empty without one.
	 */
	callbackKeys: z
		.object({ contractChosen: z.string(), profileLink: z.string() })
		.default({ contractChosen: '', profileLink: '' }),
});
export type PageCall = z.output<typeof PageCallSchema>;

/** @throws ConfigurationError when the item does not come from RSC Trigger */
export function readPageCall(context: IExecuteFunctions, item: number): PageCall {
	const parsed = PageCallSchema.safeParse(context.getInputData()[item]?.json);
	if (parsed.success) return parsed.data;
	throw new ConfigurationError(
		`This item is not a call from a page [Item ${item}]`,
		'Connect this node to an RSC Trigger whose Source is "Admin Page".',
	);
}

/** One value of a form; empty when it was not sent. */
export function formValue({ form }: PageCall, name: string): string {
	const value = Object.hasOwn(form, name) ? form[name] : undefined;
	return (Array.isArray(value) ? value[0] : value) ?? '';
}

/** All values of a form's field. */
export function formValues({ form }: PageCall, name: string): string[] {
	const value = Object.hasOwn(form, name) ? form[name] : undefined;
	return value === undefined ? [] : [value].flat();
}

/** Another page's address for the same organization; empty stays empty. */
export function pageLink({ organization = '' }: PageCall, address: string): string {
	return address === '' || organization === ''
		? address
		: withQuery(address, `organization=${organization}`);
}
