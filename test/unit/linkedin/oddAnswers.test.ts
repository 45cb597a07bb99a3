import { createSandbox, type Sandbox } from '../../../sandbox/createSandbox';
import { setConnected } from '../../../sandbox/linkedin/registerLinkedIn';
import { upsertApplications } from '../../../src/linkedin/applications';
import {
	deleteCandidates,
	getCandidates,
	upsertCandidates,
} from '../../../src/linkedin/candidates';
import { getConfigurations, setConfigurations } from '../../../src/linkedin/configurations';
import { fetchExportedCandidates } from '../../../src/linkedin/exportedCandidates';
import { getIntegrations, integrationKeys } from '../../../src/linkedin/integrations';
import { getJobStatus, getJobTasks, submitJobs } from '../../../src/linkedin/jobPostings';
import { MemberPace } from '../../../src/linkedin/MemberPace';
import { readInMails } from '../../../src/linkedin/conversationEvents';
import { getSeats } from '../../../src/linkedin/seats';
import { linkedInOf } from '../../support/linkedInOf';
import { someApplication, someCandidate, someJob } from '../../support/linkedInRecords';
import { VirtualTime } from '../../../scripts/support/VirtualTime';

const ORGANIZATION = 'urn:li:organization:1000';
const CONTRACT = 'urn:li:contract:2001';
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await createSandbox({ people: 20, limits: 'off' });
});
afterEach(() => {
	sandbox.store.reset();
	sandbox.context.switches.reset();
	sandbox.context.faults.reset();
	setConnected(sandbox.room, true);
});
afterAll(async () => {
	await sandbox.close();
});

const nulls = (mode: 'fields' | 'verdicts'): void => {
	sandbox.context.switches.set('li§14.2 nulls', mode);
};
/** An answer of LinkedIn, as it stands. */
const answer = (path: string, body: unknown): void => {
	sandbox.context.faults.add([
		{ kind: 'status', status: 200, path, body, times: 1, skip: 0, delayMs: 0 },
	]);
};

describe('nulls where nothing is to be told', () => {
	it('stop nobody', async () => {
		nulls('fields');
		const api = linkedInOf(sandbox);
		expect((await upsertCandidates(api, [someCandidate('C1')])).accepted).toHaveLength(1);
		expect((await upsertApplications(api, [someApplication('A1')])).accepted).toHaveLength(1);
		expect([...(await getCandidates(api, ['C1', 'C2'])).keys()]).toEqual(['C1']);
		const [job] = await submitJobs(api, [someJob('J1')]);
		const urn = job && 'taskUrn' in job ? job.taskUrn : '';
		expect(await getJobTasks(api, [urn])).toEqual(new Map([[urn, { state: 'running' }]]));
		expect([...((await getJobStatus(api, ['J1'])) ?? [])]).toEqual([['J1', 'open']]);
		expect(await deleteCandidates(api, ['C1'])).toEqual(new Map([['C1', 204]]));
		const read = await getIntegrations(api, integrationKeys(ORGANIZATION, [CONTRACT]));
		expect(new Set(read.map(({ httpStatus }) => httpStatus))).toEqual(new Set([200]));
		expect(
			await setConfigurations(api, new Map([['JOB_POSTING_VIEWERS', 'ALL_PRODUCT_USERS']])),
		).toEqual([]);
		expect([...(await getConfigurations(api)).keys()]).toEqual(['JOB_POSTING_VIEWERS']);
	});
});

describe('a null in place of a verdict', () => {
	it('is never success: the record is not confirmed, and the others are', async () => {
		nulls('verdicts');
		const api = linkedInOf(sandbox);
		const people = ['C1', 'C2', 'C3'].map((id) => someCandidate(id));
		const { accepted, refusals } = await upsertCandidates(api, people);
		expect(accepted.map(({ id }) => id)).toEqual(['C2', 'C3']);
		expect(refusals).toEqual([{ record: people[0], verdict: 'notConfirmed', status: 0 }]);

		const jobs = await submitJobs(api, [someJob('J1'), someJob('J2')]);
		expect(jobs).toEqual([
			{ externalJobPostingId: 'J1', status: 0 },
			{ externalJobPostingId: 'J2', taskUrn: expect.any(String) },
		]);
		expect(await deleteCandidates(api, ['C1', 'C2'])).toEqual(
			new Map([
				['C1', 0],
				['C2', 204],
			]),
		);
	});

	it('is no absence: what stands under a key is held, and an integration is not “not requested”', async () => {
		const api = linkedInOf(sandbox);
		await upsertCandidates(api, [someCandidate('C1')]);
		nulls('verdicts');
		expect((await getCandidates(api, ['C1'])).has('C1')).toBe(true);
		const [first, second] = await getIntegrations(api, integrationKeys(ORGANIZATION, []));
		expect(first?.httpStatus).toBe(0);
		expect(second?.httpStatus).toBe(200);
	});

	it.each([
		{ results: null, errors: null },
		{ results: [], errors: 'none' },
		{ results: { ['x'.repeat(9)]: { status: 204 } }, errors: { a: null } },
		null,
		[],
	])('%j confirms nothing', async (body) => {
		answer('/rest/candidates', body);
		answer('/rest/candidates', body);
		const { accepted, refusals } = await upsertCandidates(linkedInOf(sandbox), [
			someCandidate('C1'),
		]);
		expect(accepted).toEqual([]);
		expect(refusals).toMatchObject([{ verdict: 'notConfirmed', status: 0 }]);
	});

	it('with one element too few nobody’s job is confirmed', async () => {
		answer('/rest/simpleJobPostings', { elements: [{ id: 'urn:li:task:1', status: 202 }] });
		expect(await submitJobs(linkedInOf(sandbox), [someJob('J1'), someJob('J2')])).toMatchObject([
			{ status: 0 },
			{ status: 0 },
		]);
	});

	it('an error with an odd code keeps its status and its field', async () => {
		const key = `externalCandidateId=C1&integrationContext=${ORGANIZATION}`;
		answer('/rest/candidates', {
			results: null,
			errors: {
				[key]: { status: '422', serviceErrorCode: 'X', message: 'ERROR :: /lastName :: no\n' },
			},
		});
		const { refusals } = await upsertCandidates(linkedInOf(sandbox), [someCandidate('C1')]);
		expect(refusals).toMatchObject([{ verdict: 'refused', status: 422, field: '/lastName' }]);
	});
});

describe('odd elements of a list', () => {
	it('are told, and the rest of the seats is read', async () => {
		sandbox.context.switches.set('li§14.6 null elements', true);
		sandbox.seats.setCount(CONTRACT, 250);
		const odd: unknown[] = [];
		const seats = await getSeats(linkedInOf(sandbox), {
			contractUrns: [CONTRACT],
			onUnreadable: (contract, elements) => odd.push([contract, elements]),
		});
		expect(seats).toHaveLength(250);
		expect(odd).toEqual([[CONTRACT, [{ position: 1, fields: ['(root)'] }]]]);
	});

	it('of seats are told by what is known of them', async () => {
		answer('/seatsV2', {
			elements: [
				{ seatId: null, firstName: 'Ada' },
				{ seatId: 7, firstName: null, state: null },
			],
			paging: { total: '2', links: [null, { rel: null }] },
		});
		const odd: unknown[] = [];
		const seats = await getSeats(linkedInOf(sandbox), {
			contractUrns: [CONTRACT],
			onUnreadable: (_contract, elements) => odd.push(...elements),
		});
		expect(seats).toMatchObject([{ seatUrn: 'urn:li:seat:7', firstName: '', state: '' }]);
		expect(odd).toEqual([{ position: 0, fields: ['id'] }]);
	});

	it('of InMails are counted', async () => {
		const inMail = { id: 1, createdAt: 5, author: 'urn:li:person:a', content: { body: 'Hello' } };
		answer('/conversationEvents', { elements: [inMail, null, { createdAt: null }], paging: null });
		const read = await readInMails(
			{
				api: linkedInOf(sandbox),
				effects: new VirtualTime(sandbox.context.clock),
				pace: new MemberPace(),
				deadlineMs: Number.POSITIVE_INFINITY,
			},
			{ seat: 'urn:li:seat:1', contract: CONTRACT },
			{ fromMs: 0, toMs: 10 },
		);
		expect(read.events).toMatchObject([{ activityId: 'inMail:1', text: 'Hello' }]);
		expect(read.unreadable).toBe(2);
	});

	it('of exports are told; an export of which nothing can be read is no expired one', async () => {
		const own = {
			integrationContext: ORGANIZATION,
			candidate: { firstName: null, lastName: 'Lo' },
		};
		answer('/exportedCandidates', { elements: [null, own] });
		const odd: unknown[] = [];
		const api = linkedInOf(sandbox);
		const read = await fetchExportedCandidates(api, 'R1', (elements) => odd.push(...elements));
		expect(read).toEqual([{ organizationUrn: ORGANIZATION, lastName: 'Lo', employers: [] }]);
		expect(odd).toHaveLength(1);
		answer('/exportedCandidates', { elements: [null] });
		await expect(fetchExportedCandidates(api, 'R1')).rejects.toMatchObject({ fields: ['(root)'] });
	});

	it('of matched members are left out one by one', async () => {
		const key = `externalCandidateId=C1&integrationContext=${ORGANIZATION}`;
		answer('/rest/candidates', {
			results: {
				[key]: { matchedMembers: [null, 'urn:li:person:a', 7], manualMatchedMember: null },
			},
		});
		expect((await getCandidates(linkedInOf(sandbox), ['C1'])).get('C1')).toMatchObject({
			matchedMembers: ['urn:li:person:a'],
		});
	});
});
