import { chunks } from '../../basics/chunks';
import { MAX_BATCH } from '../../linkedin/batchWrite';
import {
	type ConfigurationName,
	CONFIGURED_ON,
	getConfigurations,
	setConfigurations,
} from '../../linkedin/configurations';
import {
	type IntegrationName,
	nameIntegrations,
	type NamingOutcome,
} from '../../linkedin/integrations';
import type { LinkedInApi } from '../../linkedin/LinkedInApi';
import { INTEGRATION_WORDS } from '../../linkedin/recruiterWords';
import { apart } from './apart';
import type { ReadContracts } from './readContracts';

/** What the user wants stored for the organization. */
export interface WantedAccess {
	/** Begins the names that the LinkedIn admin sees. */
	namePrefix: string;
	values: ReadonlyMap<ConfigurationName, string>;
}

/** What of that differs from what LinkedIn holds. */
export interface AccessPlan {
	names: IntegrationName[];
	values: Map<ConfigurationName, string>;
}

/** Something that was sent and did not come to be. */
export interface AccessFailure {
	/** The URN of a contract; the organization's spoils every contract. */
	context: string;
	code: 'notAccepted' | 'notKept';
	detail: string;
}

/** Compares what is wanted with what is there; only integrations that were requested can hold anything. */
export async function planAccess(
	api: LinkedInApi,
	before: ReadContracts,
	wanted: WantedAccess,
): Promise<AccessPlan> {
	const held = [...before.company, ...before.contracts.values()].filter(
		({ httpStatus }) => httpStatus === 200,
	);
	const names = held.flatMap(({ context, integrationType, integrationName }) => {
		const name = `${wanted.namePrefix} - ${INTEGRATION_WORDS[integrationType]}`;
		return name === integrationName ? [] : [{ context, integrationType, integrationName: name }];
	});
	const stored = await getConfigurations(api, [...wanted.values.keys()]);
	const values = new Map(
		[...wanted.values].filter(
			([name, value]) =>
				stored.get(name) !== value &&
				before.company.some(
					({ integrationType, httpStatus }) =>
						integrationType === CONFIGURED_ON[name] && httpStatus === 200,
				),
		),
	);
	return { names, values };
}

/** Writes the plan; what LinkedIn refuses is given back. */
export async function carryOutAccess(
	api: LinkedInApi,
	{ names, values }: AccessPlan,
): Promise<AccessFailure[]> {
	const { organizationUrn } = api.settings;
	const outcomes: NamingOutcome[] = [];
	for (const batch of chunks(names, MAX_BATCH)) {
		outcomes.push(
			...(await apart(
				organizationUrn,
				batch,
				async (some) => await nameIntegrations(api, some),
				({ context, integrationType }, httpStatus) => ({ context, integrationType, httpStatus }),
			)),
		);
	}
	const refusals = await setConfigurations(api, values);
	return [
		...outcomes.flatMap(({ context, integrationType, httpStatus }) =>
			httpStatus >= 200 && httpStatus < 300
				? []
				: [notAccepted(context, `${integrationType}.integrationName`, httpStatus)],
		),
		...refusals.map(({ name, status }) =>
			notAccepted(organizationUrn, `${CONFIGURED_ON[name]}.${name}`, status),
		),
	];
}

function notAccepted(context: string, what: string, status: number): AccessFailure {
	return { context, code: 'notAccepted', detail: `${what}, status ${status}` };
}

/** Success is believed when it can be read back. */
export async function whatIsNotKept(
	api: LinkedInApi,
	{ names, values }: AccessPlan,
	after: ReadContracts,
): Promise<AccessFailure[]> {
	const held = [...after.company, ...after.contracts.values()];
	const stored = await getConfigurations(api, [...values.keys()]);
	const unnamed = names.filter(
		(name) =>
			!held.some(
				({ context, integrationType, integrationName }) =>
					context === name.context &&
					integrationType === name.integrationType &&
					integrationName === name.integrationName,
			),
	);
	return [
		...unnamed.map(
			({ context, integrationType }): AccessFailure => ({
				context,
				code: 'notKept',
				detail: `${integrationType}.integrationName`,
			}),
		),
		...[...values].flatMap(([name, value]): AccessFailure[] =>
			stored.get(name) === value
				? []
				: [
						{
							context: api.settings.organizationUrn,
							code: 'notKept',
							detail: `${CONFIGURED_ON[name]}.${name}`,
						},
					],
		),
	];
}

/** What the plan writes for one contract; the company's part counts for each. */
export function changesOf(
	{ names, values }: AccessPlan,
	organizationUrn: string,
	contract: string,
): string[] {
	return [
		...names
			.filter(({ context }) => [organizationUrn, contract].includes(context))
			.map(({ integrationType }) => `${integrationType}.integrationName`),
		...[...values.keys()].map((name) => `${CONFIGURED_ON[name]}.${name}`),
	];
}
