import { pause } from '../../scripts/n8n/pause';
import { makeStack, type Stack } from '../../scripts/n8n/makeStack';
import { EXPORT_WORKFLOWS, showJobs } from '../support/showJobs';

/** `RSC_EXPORTS=1000` sends about as many. */
const PEOPLE = Math.round(Number(process.env.RSC_EXPORTS ?? 33) / 2.8);
/** A restart costs 90 seconds until the lease of the killed run ends, an export one to ten. */
const WITHIN_MS = 200_000 + PEOPLE * 20_000;

let stack: Stack;
afterEach(async () => {
	await stack.close();
});

interface Made {
	requestId: string;
	personUrn: string;
	jobId: string;
}

const generate = async (body: object): Promise<Made[]> => {
	const { exports } = (await stack.sandbox.control('POST', '/exports/generate', body)) as {
		exports: Made[];
	};
	return exports;
};
const compare = async (left: string[] = []): Promise<object> =>
	(await stack.sandbox.control('POST', '/compare/exports', { left })) as object;
const set = async (switches: object): Promise<void> => {
	await stack.sandbox.control('POST', '/switches', switches);
};

async function until(what: string, holds: () => Promise<boolean>, withinMs = 120_000) {
	const deadline = Date.now() + withinMs;
	while (!(await holds())) {
		if (Date.now() > deadline)
			throw new Error(
				`Not within ${withinMs} ms: ${what}\n${JSON.stringify(await stack.n8n.table('rsc_exports')).slice(0, 1500)}\n${stack.n8n.log().slice(-2500)}`,
			);
		await pause(200);
	}
}

/** Workflows 03 and 05 at work, and jobs that recruiters may choose. */
async function started(): Promise<void> {
	stack = await makeStack({
		people: 60,
		workflows: EXPORT_WORKFLOWS,
		settings: { completeWithDetails: false, searchSettleSeconds: 2 },
	});
	await stack.start();
	await stack.until('the backfill has finished', ({ finishedAt }) => Boolean(finishedAt));
	await showJobs(stack.sandbox);
}

describe('workflow 05 on a real n8n', () => {
	it(
		'brings people in once: pushes doubled and reversed, calls failing, n8n killed twice',
		async () => {
			await started();
			const { n8n, sandbox } = stack;
			await set({ 'li§3.4 deliveries of each push': 2, 'li§3.4 hold pushes': true });
			const made = await generate({
				people: PEOPLE,
				jobsEach: 2,
				repeatPercent: 40,
				plainOnly: true,
				from: 10,
			});
			await sandbox.control(
				'POST',
				'/faults',
				Array.from({ length: Math.ceil(made.length * 1.5) }, (_, nth) => ({
					vendor: 'smartrecruiters',
					kind: ['status', 'lost', 'cutOff', 'reset'][nth % 4],
					status: nth % 8 === 0 ? 429 : 503,
					skip: 9,
				})),
			);
			await sandbox.control('POST', '/pushes/release', { order: 'reversed' });
			const exported = async (): Promise<number> =>
				(await n8n.table('rsc_exports')).filter(({ state }) => state === 'exported').length;
			for (const part of [0.15, 0.5]) {
				const some = Math.ceil(made.length * part);
				await until('some exports are done', async () => (await exported()) >= some, WITHIN_MS);
				await n8n.kill();
				await n8n.start();
			}
			await until(
				'all exports are done',
				async () => (await exported()) === made.length,
				WITHIN_MS,
			);

			expect(await compare()).toMatchObject({
				agree: true,
				people: PEOPLE,
				doubled: [],
				orphans: [],
			});
			const rows = await n8n.table('rsc_exports');
			// What LinkedIn told of the people is gone when it is not needed any more.
			expect(rows.filter(({ payload }) => payload !== '')).toEqual([]);
			expect(await n8n.table('rsc_people')).toHaveLength(PEOPLE);
			expect(n8n.log()).not.toMatch(/@example|no-email|member-\d/);
		},
		WITHIN_MS * 3,
	);

	it('is quick when nothing disturbs, and parks what needs a person', async () => {
		await started();
		const { n8n } = stack;
		const [plain] = await generate({ from: 0 });
		await until('it arrived', async () =>
			(await n8n.table('rsc_exports')).some(({ state }) => state === 'exported'),
		);
		const [row] = await n8n.table('rsc_exports');
		expect(Number(row?.lagSeconds)).toBeLessThan(20);

		const [nameless] = await generate({ from: 1 });
		await until('it is parked', async () =>
			(await n8n.table('rsc_parked')).some(({ kind }) => kind === 'export'),
		);
		const [parked] = (await n8n.table('rsc_parked')).filter(({ kind }) => kind === 'export');
		expect(parked).toMatchObject({ recordKey: `export:${nameless?.requestId}`, code: 'NO_NAME' });
		expect(await compare([`${nameless?.personUrn} ${nameless?.jobId}`])).toMatchObject({
			agree: true,
			people: 2,
		});
		expect(plain?.jobId).toBe(row?.jobId);
	});
});
