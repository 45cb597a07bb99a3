import type { CompanyCandidate } from '../../../sandbox/company/entities';
import { ConfigurationError } from '../../../src/errors/ConfigurationError';
import type { StoredSharing } from '../../../src/state/Settings';
import type { ResilienceCase, Verdict } from '../ResilienceCase';
import { allOf, check, onStage, type Stage } from '../Stage';

const NAME = 'Unmistakable';
const EMAIL = 'unmistakable.person@example.com';

/** No byte of these texts, in any spelling, is in a request to LinkedIn. */
function leaksNothing(stage: Stage, texts: readonly string[]): Verdict {
	const found = texts.filter((text) =>
		stage.sent.some(({ url, body }) =>
			[url, body ?? ''].some(
				(part) => part.includes(text) || part.includes(encodeURIComponent(text)),
			),
		),
	);
	return check(found.length === 0, 'no byte left', `in a request: ${found.join(', ')}`);
}

const everyWay = async (stage: Stage, id: string): Promise<void> => {
	await stage.backfill();
	await stage.changes();
	await stage.records({ candidateId: id }, { event: 'candidate.updated', candidateId: id });
	await stage.reconcile();
};

const marked = (input: string, tag: string, rule: string): ResilienceCase => ({
	row: 10,
	kind: 'a confidential person leaves',
	input,
	wanted: 'no byte of them in any request',
	run: async () =>
		await onStage(async (stage) => {
			const one: CompanyCandidate = {
				...stage.person(),
				lastName: NAME,
				email: EMAIL,
				tags: [tag],
			};
			stage.put(one);
			await stage.share({ confidentialTags: [rule] });
			await everyWay(stage, one.id);
			const held = stage.held.candidates.has(one.id);
			return allOf(
				leaksNothing(stage, [NAME, EMAIL]),
				check(!held && stage.held.candidates.size > 10, 'others arrived', 'at LinkedIn'),
			);
		}),
});

type Rule = 'departmentsNeverSent' | 'departmentsKeptPrivate';

const unknown = (rule: Rule): ResilienceCase => ({
	row: 11,
	kind: 'departments',
	input: `${rule} names "Finnance", which is not there`,
	wanted: 'the run stops before anything is sent',
	run: async () =>
		await onStage(async (stage) => {
			const change: Partial<StoredSharing> = { [rule]: ['Finnance'] };
			await stage.share(change);
			try {
				await stage.backfill();
			} catch (error) {
				const clear = error instanceof ConfigurationError;
				return allOf(
					check(clear, clear ? error.message : '', 'stopped otherwise'),
					check(
						stage.held.candidates.size + stage.held.jobs.size === 0,
						'nothing was sent',
						'sent',
					),
				);
			}
			return { ok: false, got: 'the run went on' };
		}),
});

const secretJob = (
	input: string,
	share: (id: string) => Partial<StoredSharing>,
): ResilienceCase => ({
	row: 11,
	kind: 'departments',
	input,
	wanted: 'no byte of the job, of applications to it, or of who applied to nothing else',
	run: async () =>
		await onStage(async (stage) => {
			stage.fault({
				path: '/configuration/departments',
				kind: 'status',
				status: 200,
				body: DEPARTMENTS,
			});
			const [finance, twin] = [stage.job(), stage.job(({ id }) => id !== stage.job().id)];
			stage.putJob({ ...finance, title: `${NAME} One`, department: 'Finance' });
			stage.putJob({ ...twin, title: `${NAME} Two`, department: 'FINANCE ' });
			const one = stage.person();
			const application = { ...one.applications[0] };
			const only = [finance, twin].map(({ id }, at) => ({
				...one.applications[0],
				source: 'x',
				history: application.history ?? [],
				applicationId: `a${at}`,
				jobId: id,
			}));
			stage.put({ ...one, lastName: NAME, email: EMAIL, applications: only });
			await stage.share(share(twin.id));
			await everyWay(stage, one.id);
			const left = [...stage.held.applications.keys()].filter(
				(id) => id.includes(finance.id) || id.includes(twin.id),
			);
			return allOf(
				leaksNothing(stage, [NAME, EMAIL]),
				check(left.length === 0, 'no application left', `${left.length} applications left`),
				check(stage.held.candidates.size > 10, 'others arrived', 'nobody arrived'),
			);
		}),
});

/** Two departments of one name, as in the report of the issue; ids are as the sandbox's jobs name them. */
const DEPARTMENTS = {
	totalFound: 3,
	content: [
		{ id: 'finance', label: 'Finance' },
		{ id: 'finance ', label: 'FINANCE ' },
		{ id: 'sales', label: 'Sales' },
	],
};

export const CONFIDENTIAL: readonly ResilienceCase[] = [
	marked(
		'tag "geschützt", decomposed, against the rule composed',
		'geschu\u0308tzt',
		'gesch\u00fctzt',
	),
	marked('the same the other way round', 'gesch\u00fctzt', 'geschu\u0308tzt'),
	marked(
		'tag " GESCHÜTZT" with an invisible character',
		' GESCH\u00dc\u200bTZT\u00a0',
		'gesch\u00fctzt',
	),
	marked(
		'tag in full-width letters',
		'\uff23\uff4f\uff4e\uff46\uff49\uff44\uff45\uff4e\uff54\uff49\uff41\uff4c',
		'confidential',
	),
	secretJob('rule "Finance", departments "Finance" and "FINANCE "', () => ({
		departmentsNeverSent: ['Finance'],
	})),
	unknown('departmentsNeverSent'),
	unknown('departmentsKeptPrivate'),
];
