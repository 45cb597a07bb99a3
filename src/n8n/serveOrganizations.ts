import { type IExecuteFunctions, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';
import { ConfigurationError } from '../errors/ConfigurationError';
import { Organizations } from '../state/Organizations';
import { mapConcurrently } from '../sync/mapConcurrently';
import { DataTableStore } from './DataTableStore';
import type { Outputs } from './NodeOperation';
import {
	LINKEDIN_CREDENTIAL,
	readLinkedInSettings,
	SMARTRECRUITERS_CREDENTIALS,
} from './readConnection';
import { SERVED } from './isByHand';
import { runAsOrganization, type Served } from './runAsOrganization';

/** Organizations that are served at the same time. */
const AT_ONCE = 4;

/** What a trigger says of whom an item is about. */
const RoutedSchema = z.object({
	organization: z.string().optional().catch(undefined),
	smartRecruitersCredential: z.string().optional().catch(undefined),
});

export type NamedServed = Served & { name: string };

type Run = { served: Served; outputs: Outputs } | { served: Served; error: unknown };

/**
 * Runs an operation for the organization of the node's credentials and for all that were added, each with its own
 * credentials. An item goes to the organization that it names, or to all where it names none. What fails for one holds up
 * none of the others: it is an execution of its own.
 *
 * @param outputs how many outputs the operation has
 * @param alone runs it for the node's credentials alone
 * @throws NodeOperationError when it failed for all, or an item is about an organization that was not added
 */
export async function serveOrganizations(
	context: IExecuteFunctions,
	outputs: number,
	alone: () => Promise<Outputs>,
): Promise<Outputs> {
	const all = await readServed(context);
	if (all.length === 1) return await alone();
	const input = context.getInputData();
	const routes = input.map((item) => routeOf(item, all));
	const runs = await mapConcurrently(all, AT_ONCE, async (served): Promise<Run | undefined> => {
		const indexes = input.flatMap((_, index) => (routes[index]?.includes(served) ? [index] : []));
		const items = indexes.flatMap((index) => input[index] ?? []);
		if (items.length === 0) return undefined;
		try {
			const given = await runAsOrganization(context, served, items);
			return { served, outputs: given.map((output) => paired(output, indexes)) };
		} catch (error) {
			return { served, error };
		}
	});
	const failed = runs.flatMap((run) => ('error' in run ? [run] : []));
	for (const { served, error } of failed)
		context.logger.warn(`${context.getNode().name}, ${served.organization}: ${textOf(error)}`);
	const [first] = failed;
	if (first && failed.length === runs.length) throw toServedError(context, first.error);
	const lost = routes.findIndex((route) => route.length === 0);
	if (lost >= 0) throw notAdded(lost);
	if (first) {
		const names = failed.map(({ served }) => served.organization).join(', ');
		const message = `It failed for ${names}; the others were served. n8n’s log says why.`;
		context.addExecutionHints({ message, location: 'outputPane', type: 'warning' });
	}
	const joined: Outputs = Array.from({ length: outputs }, () => []);
	for (const run of runs)
		if ('outputs' in run) run.outputs.forEach((items, output) => joined[output]?.push(...items));
	return joined;
}

/**
 * That a run for one of several organizations works with the credential of just that one.
 *
 * @throws ConfigurationError when the credential was changed to another organization
 */
export async function refuseOtherOrganization(context: IExecuteFunctions): Promise<void> {
	const served = context.getNodeParameter(SERVED.organization, 0, '');
	if (typeof served !== 'string' || served === '') return;
	const { organizationUrn } = await readLinkedInSettings(context);
	if (organizationUrn === served) return;
	throw new ConfigurationError(
		`The LinkedIn credential that was added for ${served} now belongs to ${organizationUrn}`,
		'Correct "Organization" in the credential, or add the organization again with RSC Contract Activate › Organization › Add. Nothing was sent.',
	);
}

/** The organization of the node's credentials first, then those that were added. */
export async function readServed(context: IExecuteFunctions): Promise<NamedServed[]> {
	const own = await ownOf(context);
	const added = await new Organizations(new DataTableStore(context)).list();
	const row = added.find(({ organization }) => organization === own.organization);
	const others = added.filter((one) => one !== row);
	return [{ ...own, name: row?.name ?? '', company: row?.company ?? '' }, ...others];
}

async function ownOf(context: IExecuteFunctions): Promise<Omit<Served, 'company'>> {
	const { organizationUrn } = await readLinkedInSettings(context);
	const value: unknown = context.getNodeParameter('authentication', 0, '');
	const authentication = z
		.enum(SMARTRECRUITERS_CREDENTIALS)
		.catch('smartRecruitersOAuth2Api')
		.parse(value);
	const { credentials } = context.getNode();
	return {
		organization: organizationUrn,
		authentication,
		linkedInCredential: credentials?.[LINKEDIN_CREDENTIAL]?.id ?? '',
		smartRecruitersCredential: credentials?.[authentication]?.id ?? '',
	};
}

function routeOf({ json }: INodeExecutionData, all: readonly Served[]): Served[] {
	const named = RoutedSchema.safeParse(json).data ?? {};
	if (named.organization)
		return all.filter(({ organization }) => organization === named.organization);
	if (named.smartRecruitersCredential)
		return all.filter(
			({ smartRecruitersCredential: id }) => id === named.smartRecruitersCredential,
		);
	return [...all];
}

/** Items of an inline workflow name what they came from by its own numbers. */
function paired(
	items: readonly INodeExecutionData[],
	indexes: readonly number[],
): INodeExecutionData[] {
	return items.map(({ pairedItem, ...rest }) => {
		const from = typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : 0;
		return { ...rest, pairedItem: { item: indexes[from] ?? 0 } };
	});
}

const notAdded = (item: number): ConfigurationError =>
	new ConfigurationError(
		`The item is about an organization that was not added [Item ${item}]`,
		'Add it with RSC Contract Activate › Organization › Add, with the credentials of the trigger that it came from.',
	);

const FailedSchema = z.object({
	message: z.string(),
	description: z.string().nullish().catch(undefined),
});

/** n8n hands on an error of an inline workflow as a plain one. */
export function toServedError(context: IExecuteFunctions, error: unknown): NodeOperationError {
	if (error instanceof NodeOperationError) return error;
	const { description } = FailedSchema.safeParse(error).data ?? {};
	return new NodeOperationError(context.getNode(), textOf(error), {
		...(description && { description }),
		itemIndex: 0,
	});
}

const textOf = (error: unknown): string =>
	FailedSchema.safeParse(error).data?.message ?? 'It failed';
