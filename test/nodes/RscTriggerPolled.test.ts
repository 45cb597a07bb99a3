import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { RscTrigger } from '../../nodes/RscTrigger/RscTrigger.node';
import { ActivityEventSchema, contentHash } from '../../src/linkedin/activityEvent';
import { linkedInCredential } from '../../scripts/support/nodeCredentials';
import { TriggerRun } from '../support/runTrigger';

const CONTRACT = 'urn:li:contract:2001';
const SEAT = 'urn:li:seat:200100000';
const MINUTE = 60_000;

let sandbox: Sandbox;
let nodes = 0;
beforeEach(async () => {
	sandbox = await createSandbox({ people: 20 });
	sandbox.seats.setCount(CONTRACT, 2);
	sandbox.seats.change(SEAT, { state: 'ACTIVE' });
});
afterEach(async () => {
	await sandbox.close();
});

function trigger(parameters: object = {}, credential: object = {}): TriggerRun {
	nodes += 1;
	return new TriggerRun(
		new RscTrigger(),
		{ trigger: 'polled', contracts: '2001', pollEveryMinutes: 0, ...parameters },
		linkedInCredential(sandbox, credential),
		`polled-${nodes}`,
	);
}

function inMail(agoMs: number) {
	const person = sandbox.room.members.all()[0]?.urn ?? '';
	return sandbox.room.activity.addInMail(
		{ contract: CONTRACT, seat: SEAT, person },
		{
			fromSeat: true,
			subject: 'Role',
			text: 'Hello Marker',
			createdAtMs: sandbox.context.clock.now() - agoMs,
		},
	);
}
const control = async (method: string, path: string, body?: unknown) => {
	await fetch(`${sandbox.url}/_sandbox${path}`, {
		method,
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
};
/** LinkedIn says that it wants to be left alone for an hour: the poll does not wait for that. */
const throttle = async () => {
	await control('POST', '/faults', [
		{
			vendor: 'linkedin',
			path: '/rest/',
			kind: 'status',
			status: 429,
			retryAfter: '3600',
			times: 50,
		},
	]);
};
const heal = async () => {
	await control('DELETE', '/faults');
};
const switchOff = async (enabled = false) => {
	await control('POST', '/linkedin/integrations', { context: CONTRACT, enabled });
};

describe('RSC Trigger, polled', () => {
	it('asks LinkedIn no more often than it was told, however often n8n calls', async () => {
		const start = Date.now();
		const clock = jest.spyOn(Date, 'now');
		try {
			const at = async (minutes: number) => {
				clock.mockReturnValue(start + minutes * MINUTE);
				sandbox.context.requests.reset();
				await active.poll();
				return sandbox.context.requests.summary().linkedin.requests > 0;
			};
			const active = trigger({ pollEveryMinutes: undefined }).activate();
			const asked: boolean[] = [];
			for (const minutes of [0, 1, 15, 29, 30, 31, 59.9]) asked.push(await at(minutes));
			expect(asked).toEqual([true, false, false, false, true, false, true]);
		} finally {
			clock.mockRestore();
		}
	});

	it('goes on with the next call when it could not read everything', async () => {
		await control('POST', '/faults', [
			{ vendor: 'linkedin', kind: 'slow', delayMs: 600, times: 50 },
		]);
		const active = trigger({ pollEveryMinutes: 30 }).activate('activate', 'trigger', 1_500);
		await active.poll();
		await heal();
		const asked = async () => {
			sandbox.context.requests.reset();
			await active.poll();
			return sandbox.context.requests.summary().linkedin.requests > 0;
		};
		expect([await asked(), await asked()]).toEqual([true, false]);
	});

	it('gives what Write to SmartRecruiters takes, with the name of the event, and remembers it', async () => {
		const { id } = inMail(MINUTE);
		const run = trigger();
		const active = run.activate();
		const [items = [], ...others] = (await active.poll()) ?? [];
		expect(others).toEqual([]);
		expect(items).toHaveLength(1);
		const json = items[0]?.json ?? {};
		expect(json).toMatchObject({
			event: 'inMail',
			organization: 'urn:li:organization:1000',
			kind: 'inMail',
			activityId: `inMail:${id}`,
			seat: SEAT,
			contract: CONTRACT,
			direction: 'sent',
			subject: 'Role',
			text: 'Hello Marker',
			deleted: false,
		});
		expect(json.contentHash).toBe(contentHash(ActivityEventSchema.parse(json)));
		expect(await active.poll()).toBeNull();
		active.save();
		expect(Object.keys(run.staticData)).toHaveLength(1);
		expect(JSON.stringify(run.staticData)).not.toContain('Marker');
		// After a restart of n8n.
		expect(await run.activate('init').poll()).toBeNull();
	});

	it('does not poll, and asks LinkedIn nothing, while it waits for notifications', async () => {
		inMail(MINUTE);
		expect(await trigger({ trigger: 'pushed' }).activate().poll()).toBeNull();
		expect(sandbox.context.requests.summary().linkedin.requests).toBe(0);
	});

	it.each(['activate', 'init'] as const)(
		'survives a first poll (%s) while LinkedIn refuses everything for a while, and reports it later',
		async (activation) => {
			const { id } = inMail(MINUTE);
			const run = trigger();
			const active = run.activate(activation);
			await throttle();
			expect(await active.poll()).toBeNull();
			expect(run.warnings).toEqual([expect.stringMatching(/tries again.*LinkedIn throttling/)]);
			const failure = await active.poll().catch((error: unknown) => error);
			expect(failure).toMatchObject({ failure: { cause: 'rate-limited' } });
			expect(
				(failure as { failure: { retryAfterMs: number } }).failure.retryAfterMs,
			).toBeGreaterThan(3_000_000);
			await heal();
			// LinkedIn asked for an hour, and is asked no sooner.
			const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 61 * MINUTE);
			try {
				expect(await active.poll()).toMatchObject([[{ json: { activityId: `inMail:${id}` } }]]);
			} finally {
				clock.mockRestore();
			}
		},
	);

	it('says on publishing what a person has to put right, and does not die of it when n8n starts', async () => {
		for (const [wrong, cause] of [
			[trigger({}, { clientSecret: 'wrong' }), 'credential-invalid'],
			[trigger({ contracts: '' }), 'configuration-invalid'],
			[trigger({ contracts: '2001, Marker' }), 'configuration-invalid'],
			[trigger({ seatChoice: 'chosen', seats: [] }), 'configuration-invalid'],
		] as const) {
			await expect(wrong.activate('activate').poll()).rejects.toMatchObject({ failure: { cause } });
			const started = wrong.activate('init');
			expect(await started.poll()).toBeNull();
			expect(wrong.warnings.join()).not.toMatch(/Marker|secret/);
			await expect(started.poll()).rejects.toMatchObject({ failure: { cause } });
		}
	});

	it('is published before a contract is connected, and says from the second poll on that none is', async () => {
		await switchOff();
		const run = trigger();
		const active = run.activate('activate');
		expect(await active.poll()).toBeNull();
		expect(run.warnings).toEqual([expect.stringMatching(/tries again.*403/)]);
		await expect(active.poll()).rejects.toMatchObject({ httpCode: '403' });
	});

	it('says what to do while no contract is entered', async () => {
		await expect(trigger({ contracts: ' ' }).activate('activate').poll()).rejects.toMatchObject({
			message: expect.stringContaining('"Contracts" is empty'),
			description: expect.stringMatching(/^Open RSC Trigger, enter the numbers .* publish again/),
		});
	});

	it('tells once that a contract was switched off while another is being read', async () => {
		const other = 'urn:li:contract:2002';
		const run = trigger({ contracts: '2001, 2002' });
		const active = run.activate();
		await control('POST', '/linkedin/integrations', { context: other, enabled: false });
		expect(await active.poll()).toBeNull();
		expect(run.warnings).toEqual([expect.stringMatching(/a part of .*403/)]);
		await expect(active.poll()).rejects.toMatchObject({
			message: expect.stringMatching(/403/),
			failure: { cause: 'configuration-invalid' },
		});
		expect(await active.poll()).toBeNull();
		inMail(MINUTE);
		expect(await active.poll()).toHaveLength(1);
		await switchOff();
		await expect(active.poll()).rejects.toMatchObject({ httpCode: '403' });
	});

	it('does not begin a poll beside another one', async () => {
		inMail(MINUTE);
		const active = trigger().activate();
		const both = await Promise.all([active.poll(), active.poll()]);
		expect(both.filter(Boolean)).toHaveLength(1);
		expect(await active.poll()).toBeNull();
		inMail(MINUTE);
		expect(await active.poll()).toHaveLength(1);
	});

	it('keeps to the time that n8n gives it', async () => {
		await control('POST', '/faults', [
			{ vendor: 'linkedin', kind: 'slow', delayMs: 600, times: 50 },
		]);
		const active = trigger().activate('activate', 'trigger', 1_500);
		const startedAt = Date.now();
		await active.poll();
		expect(Date.now() - startedAt).toBeLessThan(2_500);
		await heal();
		expect(await active.poll()).toBeNull();
	});

	it('fetches the newest for the editor, and moves nothing', async () => {
		inMail(11 * 60 * MINUTE);
		for (let one = 5; one > 0; one -= 1) inMail(one * MINUTE);
		const run = trigger();
		const editor = run.activate('manual', 'manual');
		const [items = []] = (await editor.poll()) ?? [];
		expect(items).toHaveLength(3);
		editor.save();
		expect(run.testData).toEqual({});
		const [all = []] = (await run.activate().poll()) ?? [];
		expect(all).toHaveLength(6);
		const times = (some: typeof all) => some.map(({ json }) => Number(json.happenedAtMs));
		expect(times(items)).toEqual(times(all).reverse().slice(0, 3));
	});

	it('explains in the editor why there is nothing to see', async () => {
		const editor = () => trigger().activate('manual', 'manual').poll();
		await expect(editor()).rejects.toMatchObject({
			message: 'Nothing happened in Recruiter in the last 12 hours',
		});
		await switchOff();
		await expect(editor()).rejects.toMatchObject({
			description: expect.stringMatching(/Switch the integration on/),
		});
	});
});
