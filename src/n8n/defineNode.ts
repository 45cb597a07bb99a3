import {
	type IExecuteFunctions,
	type INodeCredentialDescription,
	type INodeProperties,
	type INodeTypeDescription,
	NodeConnectionTypes,
	NodeOperationError,
} from 'n8n-workflow';
import { UnusableParameterError } from '../errors/UnusableParameterError';
import { displayNames } from './fields/displayNames';
import type { NodeOperation, NodeResource, Outputs, UsedCredentials } from './NodeOperation';
import { keepFailures } from './rememberFailures';
import { orWait } from './orWait';
import { runPerItem } from './runPerItem';
import { SERVED } from './isByHand';
import { servePages } from './pages/servePages';
import { refuseCompanyOfAnother } from './refuseCompanyOfAnother';
import { refuseOtherOrganization, serveOrganizations } from './serveOrganizations';
import { toNodeError } from './toNodeError';

/** The parts of a node's description that follow from its operations, and the one way to run them. */
export interface DefinedNode {
	description: Pick<INodeTypeDescription, 'credentials' | 'inputs' | 'outputs' | 'properties'> & {
		subtitle: string;
	};
	/**
	 * Runs the operation that is chosen.
	 *
	 * @param continueOnFail whether an item that fails gives its error as an item, and the others go on
	 * @throws NodeOperationError for an operation that this node does not have
	 */
	execute: (context: IExecuteFunctions, continueOnFail: boolean) => Promise<Outputs>;
}

const LABELS: Record<Exclude<UsedCredentials, 'none' | 'both'>, string> = {
	linkedIn: 'LinkedIn RSC',
	partner: 'LinkedIn Partner',
	smartRecruiters: 'SmartRecruiters',
};

/** @param resources in alphabetical order of their names; the first one is the default, unless `initial` names another */
export function defineNode(resources: readonly NodeResource[], initial?: string): DefinedNode {
	const operations = resources.flatMap((resource) => resource.operations);
	const byValue = new Map(operations.map((one) => [one.option.value, one] as const));
	const names = Object.fromEntries(operations.map(({ option }) => [option.value, option.name]));
	const outputs = Object.fromEntries(
		operations.flatMap((one) => (one.outputs ? [[one.option.value, one.outputs] as const] : [])),
	);
	const run = async (context: IExecuteFunctions, continueOnFail: boolean): Promise<Outputs> => {
		const value = String(context.getNodeParameter('operation', 0));
		const operation = byValue.get(value);
		if (!operation) {
			throw new NodeOperationError(context.getNode(), `There is no operation "${value}"`, {
				description: 'Choose an operation in this node.',
				itemIndex: 0,
			});
		}
		const count = operation.outputs?.length ?? 1;
		const { servesAll, comesAgain = false } = operation;
		const waiting = async (item: number, work: () => Promise<Outputs>): Promise<Outputs> =>
			servesAll === 'eachRun'
				? await orWait(context, { item, comesAgain, outputs: count }, work)
				: await work();
		const alone = async (): Promise<Outputs> =>
			'run' in operation
				? await runPerItem(
						context,
						count,
						async (item) =>
							await waiting(
								item,
								async () =>
									await inItsWords(operation, async () => await operation.run(context, item)),
							),
					)
				: await waiting(
						0,
						async () => await inItsWords(operation, async () => await operation.runAll(context)),
					);
		try {
			if (!servesAll) return await alone();
			await refuseOtherOrganization(context);
			// A page is where one goes to put it right.
			if (operation.servesAll === 'eachRun' && asksSmartRecruiters(operation))
				await refuseCompanyOfAnother(context);
			const all = context.getNodeParameter('organizations', 0, 'credentials') === 'all';
			if (!all) return await alone();
			if (servesAll === 'byPage') return await servePages(context, alone);
			return await serveOrganizations(context, count, alone);
		} catch (error) {
			const nodeError = toNodeError(context.getNode(), error, 0);
			if (!continueOnFail) throw nodeError;
			const failed = { error: nodeError.message, details: nodeError.description ?? '' };
			return Array.from({ length: count }, (_, output) =>
				output === 0 ? [{ json: failed, pairedItem: { item: 0 } }] : [],
			);
		}
	};
	return {
		description: {
			subtitle: `={{ (${JSON.stringify(names)})[$parameter["operation"]] }}`,
			inputs: [NodeConnectionTypes.Main],
			outputs: `={{ ((${JSON.stringify(outputs)})[$parameter["operation"]] ?? [""]).map((name) => ({ type: "main", displayName: name })) }}`,
			credentials: credentialsOf(operations),
			properties: [
				...choiceFields(resources, initial),
				...authenticationField(operations),
				...organizationsFields(operations),
				...operations.flatMap(fieldsOf),
			],
		},
		execute: async (context, continueOnFail) => {
			try {
				return await run(context, continueOnFail);
			} finally {
				await keepFailures(context);
			}
		},
	};
}

/** Names a parameter that cannot be used as the form of the operation does. */
async function inItsWords(
	{ properties }: NodeOperation,
	work: () => Promise<Outputs>,
): Promise<Outputs> {
	try {
		return await work();
	} catch (error) {
		throw error instanceof UnusableParameterError
			? error.called(displayNames(properties, error.path))
			: error;
	}
}

/** Resource, if there are several, and operation. */
function choiceFields(resources: readonly NodeResource[], initial?: string): INodeProperties[] {
	const many = resources.length > 1;
	const resourceField: INodeProperties = {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		default: initial ?? resources[0]?.option.value ?? '',
		options: resources.map(({ option }) => option),
	};
	return [
		...(many ? [resourceField] : []),
		...resources.map(
			({ option, operations, initial: first }): INodeProperties => ({
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				...(many && { displayOptions: { show: { resource: [option.value] } } }),
				default: first ?? operations[0]?.option.value ?? '',
				options: operations.map((one) => one.option),
			}),
		),
	];
}

/** An operation's fields are shown for it alone, whatever else they depend on. */
function fieldsOf({ option, properties }: NodeOperation): INodeProperties[] {
	return properties.map((property) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { ...property.displayOptions?.show, operation: [option.value] },
		},
	}));
}

function authenticationField(operations: readonly NodeOperation[]): INodeProperties[] {
	const asking = operations.filter(asksSmartRecruiters).map(({ option }) => option.value);
	if (asking.length === 0) return [];
	return [
		{
			displayName: 'SmartRecruiters Authentication',
			name: 'authentication',
			type: 'options',
			default: 'smartRecruitersOAuth2Api',
			displayOptions: { show: { operation: asking } },
			options: [
				{ name: 'API Key', value: 'smartRecruitersApi' },
				{ name: 'OAuth2', value: 'smartRecruitersOAuth2Api' },
			],
		},
	];
}

function organizationsFields(operations: readonly NodeOperation[]): INodeProperties[] {
	const serving = operations.filter(({ servesAll }) => servesAll).map(({ option }) => option.value);
	if (serving.length === 0) return [];
	const displayOptions = { show: { operation: serving } };
	return [
		{
			displayName: 'Organizations',
			name: 'organizations',
			type: 'options',
			noDataExpression: true,
			default: 'credentials',
			displayOptions,
			options: [
				{
					name: 'All That Were Added',
					value: 'all',
					description:
						'That of the credentials, and each that RSC Contract Activate has added, with its own credentials',
				},
				{ name: 'That of the Credentials', value: 'credentials' },
			],
			description: 'For which LinkedIn organizations it runs',
		},
		{
			displayName: 'Served Organization',
			name: SERVED.organization,
			type: 'hidden',
			default: '',
			displayOptions,
		},
		{
			displayName: 'Served Company',
			name: SERVED.company,
			type: 'hidden',
			default: '',
			displayOptions,
		},
		{
			displayName: 'Started by Hand',
			name: SERVED.byHand,
			type: 'hidden',
			default: false,
			displayOptions,
		},
	];
}

/**
 * Only `hide` is used: the editor takes a field that is named in a credential's `show` for the node's one
 * authentication field, hides it and mixes up the lists.
 */
function credentialsOf(operations: readonly NodeOperation[]): INodeCredentialDescription[] {
	const without = (uses: (operation: NodeOperation) => boolean): string[] =>
		operations.filter((one) => !uses(one)).map(({ option }) => option.value);
	const all = operations.length;
	const credential = (
		name: string,
		label: keyof typeof LABELS,
		hidden: string[],
		hide: Record<string, string[]> = {},
	): INodeCredentialDescription[] =>
		hidden.length === all
			? []
			: [
					{
						name,
						displayName: LABELS[label],
						required: true,
						displayOptions: { hide: { ...(hidden.length > 0 && { operation: hidden }), ...hide } },
					},
				];
	const notSmartRecruiters = without(asksSmartRecruiters);
	return [
		...credential('linkedInRscOAuth2Api', 'linkedIn', without(asksLinkedIn)),
		...credential(
			'linkedInPartnerOAuth2Api',
			'partner',
			without(({ uses }) => uses === 'partner'),
		),
		...credential('smartRecruitersOAuth2Api', 'smartRecruiters', notSmartRecruiters, {
			authentication: ['smartRecruitersApi'],
		}),
		...credential('smartRecruitersApi', 'smartRecruiters', notSmartRecruiters, {
			authentication: ['smartRecruitersOAuth2Api'],
		}),
	];
}

const asksLinkedIn = ({ uses }: NodeOperation): boolean => uses === 'linkedIn' || uses === 'both';
const asksSmartRecruiters = ({ uses }: NodeOperation): boolean =>
	uses === 'smartRecruiters' || uses === 'both';
