import { createHash, createHmac } from 'node:crypto';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { startReceiver, type Receiver } from '../../scripts/support/startReceiver';

const WEBHOOKS = '/webhooks-api/v201907/subscriptions';
const MINUTE_MS = 60_000;
let sandbox: Sandbox;
let receiver: Receiver;

beforeEach(async () => {
	sandbox = await createSandbox({ people: 60, limits: 'off' });
	receiver = await startReceiver();
});
afterEach(async () => {
	await receiver.close();
	await sandbox.close();
});

async function call(method: string, path: string, body?: unknown, key = 'SANDBOX-KEY') {
	const answer = await fetch(sandbox.smartRecruitersUrl + path, {
		method,
		headers: { 'x-smarttoken': key, 'content-type': 'application/json' },
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	const text = await answer.text();
	return {
		status: answer.status,
		link: answer.headers.get('link'),
		body: text ? JSON.parse(text) : undefined,
	};
}

async function subscribe(events: string[] = ['candidate.updated', 'candidate.deleted']) {
	const { body } = await call('POST', WEBHOOKS, { callbackUrl: receiver.url, events });
	const key = await call('POST', `${WEBHOOKS}/${body.id}/secret-key`);
	await call('PUT', `${WEBHOOKS}/${body.id}/activation`);
	return { id: String(body.id), secret: String(key.body.secretKey) };
}

const someone = () => {
	const found = sandbox.context.company.candidateAt(0);
	if (!found) throw new Error('Nobody');
	return found;
};
const edit = async (phoneNumber = '+1 555 0199') => {
	await call('PATCH', `/candidates/${someone().id}`, { phoneNumber });
	await sandbox.context.live.hub.deliverDue();
};
const deliveries = () => receiver.requests.filter(({ headers }) => headers['event-id']);

describe('a webhook subscription', () => {
	it('is inactive until the receiver echoes the secret with a 200', async () => {
		const created = await call('POST', WEBHOOKS, {
			callbackUrl: receiver.url,
			events: ['job.updated'],
		});
		expect(created).toMatchObject({
			status: 201,
			body: { status: 'inactive', events: [{ name: 'job.updated', version: 'v1' }] },
		});
		receiver.answerHandshake = false;
		const activation = `${WEBHOOKS}/${created.body.id}/activation`;
		expect((await call('PUT', activation)).status).toBe(400);
		receiver.answerHandshake = true;
		expect((await call('PUT', activation)).status).toBe(204);
		expect((await call('GET', `${WEBHOOKS}/${created.body.id}`)).body.status).toBe('active');
	});

	it('cannot be the twenty-first, is counted for each credential, and is listed page by page', async () => {
		for (let count = 0; count < 20; count += 1)
			await call('POST', WEBHOOKS, { callbackUrl: receiver.url, events: ['job.updated'] });
		const more = { callbackUrl: receiver.url, events: ['job.updated'] };
		expect((await call('POST', WEBHOOKS, more)).status).toBe(400);
		const first = await call('GET', `${WEBHOOKS}?limit=15`);
		expect(first.body).toHaveLength(15);
		const next = /<([^>]+)>; rel="next"/.exec(first.link ?? '')?.[1] ?? '';
		expect((await call('GET', next)).body).toHaveLength(5);
		const [one] = first.body;
		expect((await call('DELETE', `${WEBHOOKS}/${one.id}`)).status).toBe(204);
		expect((await call('POST', WEBHOOKS, more)).status).toBe(201);
	});

	it('refuses an event that does not exist', async () => {
		expect(
			(await call('POST', WEBHOOKS, { callbackUrl: receiver.url, events: ['job.deleted'] })).status,
		).toBe(400);
	});
});

describe('a delivery', () => {
	it('is signed over timestamp, raw body and its headers, and only 202 counts', async () => {
		const { id, secret } = await subscribe();
		await edit();
		const [first] = deliveries();
		const { headers, body } = first ?? { headers: {}, body: '' };
		const message = [
			headers['smartrecruiters-timestamp'],
			body,
			headers['event-id'],
			headers['event-name'],
			headers['event-version'],
			headers.link,
		].join('.');
		expect(headers['smartrecruiters-signature']).toBe(
			`v1=${createHmac('sha256', secret).update(message).digest('hex')}`,
		);
		expect(JSON.parse(body)).toEqual({ id: someone().id });
		expect(headers['event-name']).toBe('candidate.updated');

		receiver.status = 200;
		await edit('+1 555 0200');
		const log = `${WEBHOOKS}/${id}/callbacks-log`;
		expect((await call('GET', log)).body.map((one: { status: string }) => one.status)).toEqual([
			'failed',
			'successful',
		]);
		expect((await call('GET', `${log}?callbackStatus=failed`)).body).toHaveLength(1);
	});

	it('is repeated after 1, 3 and 10 minutes of the sandbox’s clock, under the same id', async () => {
		await subscribe();
		receiver.status = 500;
		await edit();
		const { hub } = sandbox.context.live;
		for (const minutes of [1, 3, 10]) {
			sandbox.context.clock.advance(minutes * MINUTE_MS - 5_000);
			await hub.deliverDue();
			const before = deliveries().length;
			sandbox.context.clock.advance(5_000);
			await hub.deliverDue();
			expect(deliveries().length).toBe(before + 1);
		}
		expect(new Set(deliveries().map(({ headers }) => headers['event-id'])).size).toBe(1);
	});

	it('carries two signatures for a day after the key was rotated', async () => {
		const { id } = await subscribe();
		await call('POST', `${WEBHOOKS}/${id}/secret-key`);
		await edit();
		const parts = () =>
			deliveries().at(-1)?.headers['smartrecruiters-signature']?.split(';').length;
		expect(parts()).toBe(2);
		sandbox.context.clock.advance(1441 * MINUTE_MS);
		await edit('+1 555 0201');
		expect(parts()).toBe(1);
	});

	it('can be lost, doubled and shuffled by switch', async () => {
		await subscribe();
		const { switches, live } = sandbox.context;
		switches.set('sr§10.3 lose per cent', 100);
		await edit();
		expect(deliveries()).toHaveLength(0);
		switches.set('sr§10.3 lose per cent', 0);
		switches.set('sr§10.3 double per cent', 100);
		await edit('+1 555 0202');
		sandbox.context.clock.advance(10);
		await live.hub.deliverDue();
		expect(deliveries()).toHaveLength(2);
		switches.set('sr§10.3 double per cent', 0);
		switches.set('sr§10.3 shuffle', true);
		await edit('+1 555 0203');
		expect(deliveries()).toHaveLength(2);
		sandbox.context.clock.advance(60_000);
		await live.hub.deliverDue();
		expect(deliveries()).toHaveLength(3);
	});
});

describe('what is told of a change', () => {
	const told = async () => {
		await sandbox.context.live.hub.deliverDue();
		return deliveries().map(({ headers }) => headers['event-name']);
	};
	const audited = async (query = '') =>
		(await call('GET', `/audit-api/v201910/audit-events${query}`)).body.content.map(
			(one: { eventName: string }) => one.eventName,
		);

	it('moves: by webhook and in the audit trail; moves in bulk: in the audit trail only', async () => {
		await subscribe(['application.status.updated']);
		const { company, live } = sandbox.context;
		const one = someone();
		const move = (status: string) => {
			const found = company.candidateById(one.id);
			const [first, ...rest] = found?.applications ?? [];
			if (!found || !first) throw new Error('No application');
			const changedOn = sandbox.context.clock.now();
			company.putCandidate({
				...found,
				applications: [{ ...first, history: [...first.history, { changedOn, status }] }, ...rest],
				updatedOn: changedOn,
			});
		};
		move('INTERVIEW');
		expect(await told()).toEqual(['application.status.updated']);
		live.quietly(() => {
			move('REJECTED');
		});
		expect(await told()).toHaveLength(1);
		expect(await audited()).toEqual([
			'JOB_APPLICATION_STATE_MODIFIED',
			'JOB_APPLICATION_STATE_MODIFIED',
		]);
	});

	it('a deletion by webhook, a merge in the audit trail only, a deleted application nowhere by webhook', async () => {
		await subscribe();
		const { company } = sandbox.context;
		const [first, second, third] = [0, 1, 3].map((at) => company.candidateAt(at));
		await call('DELETE', `/candidates/${first?.id}`);
		expect(await told()).toEqual(['candidate.deleted']);
		company.mergeCandidates(second?.id ?? '', third?.id ?? '', sandbox.context.clock.now());
		expect(await told()).toEqual(['candidate.deleted']);
		expect(await audited()).toContain('CANDIDATE_DELETED_DUE_TO_MERGE');
		const jobId = company.candidateById(third?.id ?? '')?.applications[0]?.jobId;
		await call('DELETE', `/candidates/${third?.id}/jobs/${jobId}`);
		expect(await told()).toEqual(['candidate.deleted']);
		expect(await audited('?eventName=JOB_APPLICATION_DELETED')).toEqual([
			'JOB_APPLICATION_DELETED',
		]);
	});

	it('the audit trail has another shape by switch, and needs an administrator', async () => {
		await call('DELETE', `/candidates/${someone().id}`);
		sandbox.context.switches.set('sr§12.2 audit shape', 'nested');
		expect((await call('GET', '/audit-api/v201910/audit-events')).body.events[0]).toMatchObject({
			eventName: 'CANDIDATE_DELETED',
			entity: { type: 'CANDIDATE', id: expect.any(String) },
		});
	});

	it('reviews are created, read, changed and deleted, each with its event', async () => {
		await subscribe(['review.created', 'review.updated', 'review.deleted']);
		const one = someone();
		const REVIEWS = '/reviews-api/v201910/reviews';
		const given = { candidateId: one.id, jobId: one.applications[0]?.jobId };
		const made = await call('POST', REVIEWS, {
			...given,
			reviewerId: sandbox.context.company.users[0]?.id,
			overallRating: 4,
			comment: 'Good',
		});
		expect(made.status).toBe(201);
		expect((await call('GET', `${REVIEWS}?candidateId=${one.id}`)).body).toHaveLength(1);
		await call('PATCH', `${REVIEWS}/${made.body.id}`, { overallRating: 5 });
		expect((await call('GET', `${REVIEWS}/${made.body.id}`)).body.overallRating).toBe(5);
		expect((await call('DELETE', `${REVIEWS}/${made.body.id}`)).status).toBe(204);
		expect((await told()).sort()).toEqual(['review.created', 'review.deleted', 'review.updated']);
	});
});

describe('a company that lives', () => {
	it('does what was planned as the clock goes on, the same for the same seed', async () => {
		const live = async (): Promise<string> => {
			await fetch(`${sandbox.url}/_sandbox/reset`, { method: 'POST', body: '{}' });
			sandbox.context.clock.set(Date.UTC(2026, 10, 1));
			await fetch(`${sandbox.url}/_sandbox/company/live`, {
				method: 'POST',
				body: JSON.stringify({ days: 5, actionsPerDay: 40, seed: 3 }),
			});
			expect(sandbox.context.live.left).toBe(200);
			sandbox.context.clock.advance(6 * 86_400_000);
			sandbox.context.live.catchUp();
			expect(sandbox.context.live.left).toBe(0);
			const told = [...sandbox.context.company.candidates()].map(
				({ id, phoneNumber, applications }) => [
					id,
					phoneNumber,
					applications.map(({ jobId, history }) => [jobId, history.map(({ status }) => status)]),
				],
			);
			return createHash('sha256').update(JSON.stringify(told)).digest('hex');
		};
		expect(await live()).toBe(await live());
		expect(sandbox.context.company.pristine).toBe(false);
	});
});
