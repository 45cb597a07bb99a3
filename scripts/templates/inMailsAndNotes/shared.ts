import {
	core,
	CREDENTIALS,
	type Position,
	rows,
	runWorkflow,
	type TemplateNode,
	when,
} from '../nodes';

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
export const writeThese = (name: string, position: Position): TemplateNode =>
	runWorkflow(name, position, '={{ $workflow.id }}');

/** Hands on its item where the gate, which stands above, let nothing through. */
export const ifStopped = (name: string, position: Position, gate: string): TemplateNode =>
	when(name, position, `$('${gate}').all().length === 0`);

/** Keeps in mind that something was left out: Reconcile is due as soon as the organization is connected again. */
export function notePause(name: string, position: Position, organization: string): TemplateNode {
	return rows(name, position, 'rsc_sync', 'upsert', {
		filter: streamOf(RECONCILE, organization),
		values: { ...streamOf(RECONCILE, organization), activity: PAUSED },
		executeOnce: true,
	});
}
