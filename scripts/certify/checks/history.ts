import assert from 'node:assert/strict';
import { compare } from '../../../sandbox/compare/compare';
import { runToEnd } from '../../support/runToEnd';
import type { Check, Stage } from '../Check';

const ORGANIZATION = 'urn:li:organization:1000';
const TWO_YEARS_MS = 2 * 365 * 86_400_000;
const PEOPLE = 300;

const held = ({ sandbox }: Stage) => sandbox.store.of(ORGANIZATION);

/** Sends the whole company with the product's defaults, and compares what arrived by count and content. */
async function sendAll(stage: Stage) {
	const run = await runToEnd(stage.sandbox, stage.runtime);
	const comparison = compare(stage.sandbox.context.company, held(stage), 'deep');
	return { run, comparison };
}

type Stream = 'jobs' | 'candidates' | 'applications';
async function arrives(stage: Stage, stream: Stream): Promise<void> {
	const { comparison } = await sendAll(stage);
	const { agree, expected, held: found } = comparison.streams[stream];
	assert.ok(found.count > 0, `No ${stream} arrived`);
	assert.equal(
		found.count,
		expected.count,
		`${found.count} of ${expected.count} ${stream} arrived`,
	);
	assert.ok(agree, `Some ${stream} differ from the company’s`);
}

function reachesBack(timesMs: readonly unknown[], nowMs: number): void {
	const oldest = Math.min(...timesMs.map(Number));
	assert.ok(nowMs - oldest >= TWO_YEARS_MS, 'Nothing of what arrived is two years old');
}

const now = ({ sandbox }: Stage): number => sandbox.context.clock.now();

/** RSC-201 to RSC-203, and what the older test cases ask of the history. */
export const HISTORY: readonly Check[] = [
	{
		rules: ['RSC-201'],
		what: 'send the whole company; all jobs arrive as they are, closed ones closed, the oldest more than two years old',
		connected: true,
		people: PEOPLE,
		run: async (stage) => {
			await arrives(stage, 'jobs');
			const jobs = [...held(stage).jobs.values()];
			assert.ok(
				jobs.some(({ listing }) => listing === 'NOT_LISTED'),
				'No closed job arrived',
			);
			reachesBack(
				jobs.map(({ fields }) => fields.listedAt),
				now(stage),
			);
		},
	},
	{
		rules: ['RSC-202'],
		what: 'send the whole company; all candidates that LinkedIn takes arrive as they are, the oldest more than two years old',
		connected: true,
		people: PEOPLE,
		run: async (stage) => {
			await arrives(stage, 'candidates');
			const candidates = [...held(stage).candidates.values()];
			reachesBack(
				candidates.map(({ fields }) => fields.atsCreatedAt),
				now(stage),
			);
		},
	},
	{
		rules: ['RSC-203'],
		what: 'send the whole company; all applications arrive as they are, the oldest more than two years old',
		connected: true,
		people: PEOPLE,
		run: async (stage) => {
			await arrives(stage, 'applications');
			const applications = [...held(stage).applications.values()];
			reachesBack(
				applications.map(({ fields }) => fields.atsCreatedAt),
				now(stage),
			);
		},
	},
	{
		rules: ['RSC-ONBOARDING', 'TEST-2'],
		what: 'send the whole company without any filter; jobs, candidates, applications and stages agree by count and content',
		connected: true,
		people: PEOPLE,
		run: async (stage) => {
			const { comparison } = await sendAll(stage);
			assert.ok(comparison.agree, 'LinkedIn’s side differs from the company');
		},
	},
	{
		rules: ['TEST-5', 'RSC-204'],
		what: 'send a company with people who have no e-mail address: each is told with its reason, and the others arrive',
		connected: true,
		people: PEOPLE,
		run: async (stage) => {
			const { run, comparison } = await sendAll(stage);
			const told = run.rejections.filter(({ code }) => code === 'NO_EMAIL');
			assert.ok(told.length > 0, 'Nobody was told');
			assert.ok(comparison.streams.candidates.agree, 'Others did not arrive');
			for (const { recordId } of told)
				assert.ok(!held(stage).candidates.has(recordId), 'One without address arrived');
		},
	},
];
