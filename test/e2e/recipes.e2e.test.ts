import { z } from 'zod';
import { type Entered, filledIn } from '../../scripts/n8n/connectStack';
import { makeStack, type Stack } from '../../scripts/n8n/makeStack';
import { RECIPES } from '../../scripts/n8n/paths';
import { type Receiver, startReceiver } from '../../scripts/support/startReceiver';
import { showJobs } from '../../scripts/support/showJobs';
import { readWorkflows } from '../../scripts/workflows/readWorkflows';
import { signatureOf } from '../../src/smartrecruiters/signature';
import { SEATS } from '../../src/state/tables';
import { eventually } from '../support/eventually';
import { everySeconds } from '../support/everySeconds';
import { publish } from '../support/publish';
import { nonEmpty } from '../support/nonEmpty';

const ORGANIZATION = 'urn:li:organization:1000';
const HISTORY = 'rscHistoricalSync';
const CONTRACTS = ['urn:li:contract:2001', 'urn:li:contract:2002'];
const SeatsSchema = z.array(
	z.object({
		...{ seatUrn: z.string(), personUrn: z.string().optional(), state: z.string() },
		...{ firstName: z.string(), lastName: z.string(), trueUserId: z.string().optional() },
	}),
);
type Seat = z.output<typeof SeatsSchema>[number] & { contract: string };

let stack: Stack;
let channel: Receiver;
beforeAll(async () => {
	stack = await makeStack({
		people: 40,
		workflows: [],
		unpublished: [HISTORY],
		entered: {
			[HISTORY]: {
				'Every Minute': everySeconds(5),
				Backfill: { options: { jobCheckDelay: 1, details: false } },
			},
		},
	});
	channel = await startReceiver();
	const { smartRecruitersUrl } = stack.sandbox;
	const post = { url: channel.url };
	const entered: Record<string, Entered> = {
		rscRecipeInMail: {
			'InMail Trigger': {
				...{ contracts: '2001, 2002', lookBackHours: 48, pollEveryMinutes: 1 },
				pollTimes: { item: [{ mode: 'everyMinute' }] },
			},
			'Post to Channel': post,
		},
		rscRecipeSeats: { 'Every Monday': everySeconds(10), 'Post to Channel': post },
		rscRecipeFinalists: {
			'Find Finalists': { url: `${smartRecruitersUrl}/candidates` },
			'Post to Channel': post,
		},
		rscRecipeApproval: { 'Ask in Channel': post },
		rscRecipeDepartment: {
			'Every Hour': everySeconds(10),
			'Get Departments': { url: `${smartRecruitersUrl}/configuration/departments` },
			'Keep Others Back': { changedBy: 'Ada Admin' },
		},
		rscRecipeSwitchedOff: { 'Every Hour': everySeconds(5), 'Post to Channel': post },
	};
	// What a user does: import, choose credentials by name, enter what the note says.
	await stack.n8n.importWorkflows(
		readWorkflows(RECIPES).map(({ workflow }) => filledIn(workflow, entered[workflow.id] ?? {})),
	);
	await stack.start();
	// Recruiter offers jobs for exports only after they were sent.
	await publish(stack.n8n, [HISTORY]);
	await stack.until('the history is sent', ({ finishedAt }) => Boolean(finishedAt));
	await stack.n8n.api('POST', `/workflows/${HISTORY}/deactivate`);
	await showJobs(stack.sandbox);
}, 420_000);
afterAll(async () => {
	await channel.close();
	await stack.close();
});

const messages = (): string[] =>
	channel.requests.map(({ body }) => z.object({ text: z.string() }).parse(JSON.parse(body)).text);
/** Publishes a recipe, waits for messages in the channel, and unpublishes it. */
async function told(id: string, wanted: (texts: string[]) => boolean): Promise<string[]> {
	channel.requests.length = 0;
	await publish(stack.n8n, [id]);
	const texts = await message(wanted);
	await stack.n8n.api('POST', `/workflows/${id}/deactivate`);
	return texts;
}
async function message(wanted: (texts: string[]) => boolean): Promise<string[]> {
	return await eventually(stack, 'there is a message', async () => messages(), wanted, 100_000);
}
async function activeSeats(): Promise<Seat[]> {
	const seats: Seat[] = [];
	for (const contract of CONTRACTS) {
		const found = await stack.sandbox.control('GET', `/linkedin/seats?contract=${contract}`);
		seats.push(...SeatsSchema.parse(found).map((seat) => ({ ...seat, contract })));
	}
	return seats.filter(({ state }) => state === 'ACTIVE');
}

async function smartRecruitersToken(): Promise<string> {
	const answer = await fetch(`${stack.sandbox.smartRecruitersUrl}/identity/oauth/token`, {
		method: 'POST',
		body: new URLSearchParams({
			...{ grant_type: 'client_credentials', client_id: 'sandbox-sr' },
			client_secret: 'sandbox-sr-secret',
		}),
	});
	return z.object({ access_token: z.string() }).parse(await answer.json()).access_token;
}

describe('recipes on a real n8n', () => {
	it('InMail to channel: names the seat holder of each InMail that was received, and no text', async () => {
		await stack.sandbox.control('POST', '/activity/generate', {
			...{ seats: 3, days: 1, perDay: 8, seed: 3 },
		});
		const texts = await told('rscRecipeInMail', ({ length }) => length > 0);
		const names = (await activeSeats()).map(
			({ firstName, lastName }) => `${firstName} ${lastName}`,
		);
		for (const text of nonEmpty(texts)) {
			const [, name] = /^New InMail for (.+) in LinkedIn Recruiter$/.exec(text) ?? [];
			expect(names).toContain(name);
		}
	});

	it('Seats without a user: lists the active seats that are not mapped, in one message', async () => {
		const seats = await activeSeats();
		const mapped = seats.find(({ trueUserId }) => trueUserId);
		if (!mapped?.personUrn || !mapped.trueUserId) throw new Error('No seat of a user');
		await stack.n8n.insertRows(SEATS.name, SEATS.columns, [
			SEATS.schema.parse({
				...{ organization: ORGANIZATION, contract: mapped.contract, seat: mapped.seatUrn },
				...{ person: mapped.personUrn, seatState: 'ACTIVE', seatName: 'Mapped' },
				...{ userId: mapped.trueUserId, mappedAt: new Date().toISOString() },
			}),
		]);
		const [text = ''] = await told('rscRecipeSeats', ({ length }) => length > 0);
		const open = seats.filter(({ personUrn }) => personUrn !== mapped.personUrn);
		expect(text).toMatch(
			new RegExp(`^${open.length} Recruiter seats have no SmartRecruiters user: `),
		);
		const named = text.replace(/^.*: /, '').split(', ').sort();
		expect(named).toEqual(open.map(({ firstName, lastName }) => `${firstName} ${lastName}`).sort());
	});

	it('Past finalists: names the tagged people who fit the new job, and nobody else', async () => {
		const { sandbox, n8n } = stack;
		const { job } = z
			.object({ job: z.object({ id: z.string() }) })
			.parse(await sandbox.control('GET', '/company/find?job=plain'));
		const token = await smartRecruitersToken();
		const get = async (path: string): Promise<unknown> => {
			const headers = { authorization: `Bearer ${token}` };
			return await (await fetch(sandbox.smartRecruitersUrl + path, { headers })).json();
		};
		const { content } = z
			.object({ content: z.array(z.object({ id: z.string() })) })
			.parse(await get('/candidates?limit=3'));
		const [fits, otherField, notClose] = content.map(({ id }) => id);
		const change = async (id: string | undefined, firstName: string, tags: string[]) =>
			await sandbox.control('PATCH', `/company/candidates/${id}`, {
				...{ firstName, lastName: 'Example', tags },
			});
		await change(fits, 'Fay', ['finalist', 'welding']);
		await change(otherField, 'Otto', ['finalist']);
		await change(notClose, 'Nora', ['welding']);
		await sandbox.control('PATCH', `/company/jobs/${job.id}`, { title: 'Welding Lead' });

		channel.requests.length = 0;
		await publish(n8n, ['rscRecipeFinalists']);
		const subscriptions = '/webhooks-api/v201907/subscriptions';
		const subscribed = async () =>
			z
				.array(z.object({ id: z.string(), callbackUrl: z.string(), status: z.string() }))
				.parse(await get(subscriptions));
		const [own] = await eventually(
			stack,
			'it is subscribed',
			subscribed,
			([one]) => one?.status === 'active',
		);
		const { secretKey } = z
			.object({ secretKey: z.string() })
			.parse(await get(`${subscriptions}/${own?.id}/secret-key`));
		const rawBody = Buffer.from(JSON.stringify({ id: job.id }));
		const headers: Record<string, string> = {
			...{ 'content-type': 'application/json', 'event-id': 'E1', 'event-name': 'job.created' },
			...{ 'event-version': 'v201907' },
			'smartrecruiters-timestamp': String(Math.floor(Date.now() / 1000)),
		};
		headers['smartrecruiters-signature'] = `v1=${signatureOf(headers, rawBody, secretKey)}`;
		const callback = async () =>
			await fetch(own?.callbackUrl ?? '', { method: 'POST', headers, body: rawBody });
		// Subscribed is not published yet: n8n stores the key of the signature at the end.
		await eventually(stack, 'the event is taken', callback, ({ status }) => status === 202);
		expect(await message(({ length }) => length > 0)).toEqual([
			'Finalists for Welding Lead: Fay Example',
		]);
		await n8n.api('POST', '/workflows/rscRecipeFinalists/deactivate');
	});

	it('Export with approval: writes nothing before somebody approves, and never what is declined', async () => {
		const { n8n, sandbox } = stack;
		channel.requests.length = 0;
		await publish(n8n, ['rscRecipeApproval']);
		const callbacks = async () =>
			z
				.object({ callbacks: z.array(z.object({ state: z.string() })) })
				.parse(await sandbox.control('POST', '/pushes/settle')).callbacks;
		await eventually(stack, 'LinkedIn has the address', callbacks, ([one]) => Boolean(one));
		const waiting = async () =>
			z
				.object({ data: z.array(z.unknown()) })
				.parse(await n8n.api('GET', '/executions?status=waiting&workflowId=rscRecipeApproval')).data
				.length;
		const made = async (from: number): Promise<string> => {
			channel.requests.length = 0;
			await sandbox.control('POST', '/exports/generate', { people: 1, plainOnly: true, from });
			const [text = ''] = await message(({ length }) => length > 0);
			// The message leaves before the execution waits; n8n leaves whoever answers in between without an answer.
			await eventually(stack, 'the execution waits', waiting, (count) => count === 1);
			return /http\S+/.exec(text)?.[0] ?? '';
		};
		const decide = async (link: string, decision: string): Promise<void> => {
			const page = await fetch(link);
			expect(page.status).toBe(200);
			expect(await page.text()).toMatch(/Export to SmartRecruiters/);
			const form = new FormData();
			form.set('field-0', decision);
			const answer = await fetch(link, { method: 'POST', body: form });
			expect(answer.status).toBe(200);
			await eventually(stack, 'the execution ends', waiting, (count) => count === 0);
		};
		const exported = async (): Promise<number> =>
			(await n8n.table('rsc_exports')).filter(({ state }) => state === 'exported').length;
		await decide(await made(20), 'Decline');
		const second = await made(30);
		expect(await n8n.table('rsc_exports')).toEqual([]);
		await decide(second, 'Approve');
		await eventually(stack, 'it is exported', exported, (count) => count === 1);
		expect(await n8n.table('rsc_exports')).toHaveLength(1);
		await n8n.api('POST', '/workflows/rscRecipeApproval/deactivate');
	});

	it('Only one department: keeps all other departments back', async () => {
		const { n8n } = stack;
		await publish(n8n, ['rscRecipeDepartment']);
		const stored = await eventually(
			stack,
			'the rule is stored',
			async () => (await n8n.table('rsc_settings'))[0]?.sharing,
			(sharing) => typeof sharing === 'string' && sharing !== '',
		);
		const rules = z
			.object({ departmentsNeverSent: z.array(z.string()) })
			.parse(JSON.parse(String(stored)));
		expect(rules.departmentsNeverSent.sort()).toEqual(
			['finance', 'marketing', 'people', 'sales', 'support'].sort(),
		);
		await n8n.api('POST', '/workflows/rscRecipeDepartment/deactivate');
	});

	it('Integration switched off: says so once, however often it looks', async () => {
		const { n8n, sandbox } = stack;
		await sandbox.control('POST', '/linkedin/integrations', {
			...{ context: CONTRACTS[1], enabled: false },
		});
		const calls = async (): Promise<number> => (await sandbox.requests()).linkedin.requests;
		const [text = ''] = await told('rscRecipeSwitchedOff', ({ length }) => length > 0);
		expect(text).toMatch(/2002/);
		await publish(n8n, ['rscRecipeSwitchedOff']);
		const before = await calls();
		await eventually(stack, 'it has looked again', calls, (count) => count > before + 1);
		expect(messages().filter((one) => one.includes('2002'))).toHaveLength(1);
		await n8n.api('POST', '/workflows/rscRecipeSwitchedOff/deactivate');
	});
});
