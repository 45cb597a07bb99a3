import { core, CREDENTIALS, rows, type TemplateNode } from '../nodes';

type Position = [x: number, y: number];

export const LINKEDIN = { credentials: CREDENTIALS.linkedIn };
export const BOTH = { credentials: { ...CREDENTIALS.linkedIn, ...CREDENTIALS.smartRecruiters } };
export const ORGANIZATION = "={{ $('Get Connection').first().json.organization }}";
/** In the parts that are called with items, each item carries it. */
export const OWN = '={{ $json.organization }}';

/** The row of `rsc_sync` that says how far Reconcile is; its `activity` is one of these, or the run that is at it. */
export const RECONCILE = 'activityReconcile';
export const RECONCILED = 'Reconciled';
const PAUSED = 'Paused';

/** A row of `rsc_sync`. */
export const streamOf = (stream: string, organization: string) => ({ organization, stream });

export const every = (name: string, position: Position, rule: object): TemplateNode =>
	core(name, 'scheduleTrigger', 1.2, position, { rule: { interval: [rule] } });

/** Calls this workflow itself, at `Write These`. */
export function writeThese(name: string, position: Position): TemplateNode {
	return core(name, 'executeWorkflow', 1.2, position, {
		workflowId: { __rl: true, mode: 'id', value: '={{ $workflow.id }}' },
		workflowInputs: {
			mappingMode: 'defineBelow',
			value: {},
			matchingColumns: [],
			schema: [],
			attemptToConvertTypes: false,
			convertFieldsToString: true,
		},
		mode: 'once',
		options: { waitForSubWorkflow: true },
	});
}

const connected = (organization: string): Array<[string, string, unknown]> => [
	['contract', 'eq', organization],
	['state', 'eq', 'connected'],
	['acknowledgedAt', 'gte', '2000'],
];

/** Hands on its first item while the organization is connected and data sharing is acknowledged. */
export function ifConnected(name: string, position: Position, organization: string): TemplateNode {
	return rows(name, position, 'rsc_contracts', 'rowExists', {
		filter: connected(organization),
		executeOnce: true,
	});
}

/** Hands on its first item otherwise. */
export function ifNotConnected(
	name: string,
	position: Position,
	organization: string,
): TemplateNode {
	return rows(name, position, 'rsc_contracts', 'rowNotExists', {
		filter: connected(organization),
		executeOnce: true,
	});
}

/** Keeps in mind that something was left out: Reconcile is due as soon as the organization is connected again. */
export function notePause(name: string, position: Position, organization: string): TemplateNode {
	return rows(name, position, 'rsc_sync', 'upsert', {
		filter: streamOf(RECONCILE, organization),
		values: { ...streamOf(RECONCILE, organization), activity: PAUSED },
		executeOnce: true,
	});
}
