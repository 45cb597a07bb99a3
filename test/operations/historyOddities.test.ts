import { HistoryOffice, type OfficeChoice } from '../support/HistoryOffice';
import { ORGANIZATION, PROFILE_URL, shareOnly } from '../../scripts/support/historyRuntime';
import { runToEnd } from '../../scripts/support/runToEnd';
import { syncChanges } from '../../src/operations/history/syncChanges';
import { LOCKS, PEOPLE, SENT, SYNC } from '../../src/state/tables';

let office: HistoryOffice;

async function open(choice: OfficeChoice = {}): Promise<void> {
	office = await HistoryOffice.open(choice);
}
afterEach(async () => {
	await office.close();
});
const parkedKeys = async () => (await office.parked()).map(({ recordKey }) => recordKey);
const odd = (part: string, body: string) =>
	office.intercept('smartRecruiters', ({ method, url }) =>
		method === 'GET' && url.includes(part) ? { body } : undefined,
	);

describe('an odd answer about one record', () => {
	it('costs the notes of one candidate, and nobody else', async () => {
		await open();
		const one = office.someone();
		const other = office.someone(({ id }) => id !== one.id);
		await shareOnly(office.runtime, { notes: true });
		odd(`/messages?candidateId=${one.id}`, '{"content":7}');
		const report = await office.records([{ candidateId: one.id }, { candidateId: other.id }]);
		expect(report.sentCandidates).toContain(other.id);
		expect(await parkedKeys()).toContain(`candidate:${one.id}`);
	});

	it('costs a note its author, and nothing more', async () => {
		await open();
		const one = office.someone();
		await shareOnly(office.runtime, { notes: true });
		odd(
			'/messages?',
			'[{"content":"Call again","visibility":"ALL","authorId":"u-1","createdOn":1}]',
		);
		odd('/user-api/v201804/users/u-1', '"nobody"');
		const report = await office.records([{ candidateId: one.id }]);
		expect(report.sentCandidates).toEqual([one.id]);
	});
});

describe('a list that leads nowhere while a reconciliation looks for leftovers', () => {
	it('is read anew, and the rest of the people follow', async () => {
		await open({ people: 150 });
		for (const one of [...office.company.candidates()].slice(0, 3)) office.put(one);
		await office.changes();
		// Where nobody knows what was sent, every job is tried.
		await office.runtime.store.remove(SENT, {});
		let failures = 0;
		office.intercept('smartRecruiters', async ({ url }) => {
			const { checkpoint } = await office.progress();
			if (!checkpoint.includes('"phase":"leftovers"') || !/\/jobs\?.*sort=job_id/.test(url))
				return undefined;
			failures += 1;
			return failures === 1 ? { body: '{"content":[{"id":"x"}],"nextPageId":"p"}' } : undefined;
		});
		let report = await office.reconciled({ samplePercent: 0, timeLimitMs: 1 });
		for (let runs = 0; runs < 99 && report.state !== 'done'; runs += 1)
			report = await office.reconciled({ samplePercent: 0, timeLimitMs: 1 });
		expect(failures).toBeGreaterThan(0);
		expect(report.candidates.company).toBe(office.held.candidates.size);
	});
});

describe('whom a reconciliation deletes', () => {
	it('is nobody’s match any more', async () => {
		await open();
		const one = office.someone();
		const stored = office.held.candidates.get(one.id);
		if (stored) stored.fields = { ...stored.fields, manualMatchedMember: 'urn:li:person:linked' };
		office.put({ ...one, tags: ['Confidential'] });
		await office.reconciled();
		expect(office.isHeld(one.id)).toBe(false);
		const people = await office.runtime.store.read(PEOPLE, { organization: ORGANIZATION });
		expect(people.map(({ candidateId }) => candidateId)).not.toContain(one.id);
	});
});

describe('jobs that are absent', () => {
	it('are not closed when SmartRecruiters lets no job be read', async () => {
		await open();
		const [jobId = ''] =
			[...office.held.jobs].find(([, { listing }]) => listing === 'LISTED') ?? [];
		const lists = office.intercept('smartRecruiters', ({ url }) =>
			/\/jobs\/[^/?]+$/.test(url) ? { status: 404 } : undefined,
		);
		await office.records([{ jobId }]);
		expect(await parkedKeys()).toContain(`job:${jobId}`);
		// The lists do not show it either.
		office.intercept('smartRecruiters', async ({ url }) => {
			if (!/\/jobs\?/.test(url) || !url.includes('limit=100')) return undefined;
			return Promise.resolve({ body: '{"content":[{"id":"another"}]}' });
		});
		office.advance(2 * 3_600_000);
		const report = await office.reconciled({ samplePercent: 0 });
		expect(report.message).toContain('check the system role');
		expect(await office.ledger()).toEqual([]);
		lists();
	});
});

describe('somebody without an address', () => {
	it('is parked where no deep pass follows that could send them with a link', async () => {
		await open({ backfilled: false });
		const [one] = office.company.candidates();
		if (!one) throw new Error('Nobody');
		office.company.putCandidate({
			...one,
			email: `linkedin-${'0'.repeat(24)}-no-email@example.com`,
		});
		await runToEnd(office.sandbox, office.runtime, { details: false });
		expect(office.held.candidates.has(one.id)).toBe(false);
		expect(await parkedKeys()).toContain(`candidate:${one.id}`);
	});
});

describe('removing everything', () => {
	it('does not begin while somebody else changes the contracts', async () => {
		await open();
		const name = `${ORGANIZATION}:contracts`;
		const untilMs = office.nowMs + 600_000;
		await office.runtime.store.put(LOCKS, [{ name, owner: 'another', untilMs }]);
		const before = office.held.candidates.size;
		expect(await office.removeEverything()).toMatchObject({ state: 'busy' });
		expect(office.held.candidates.size).toBe(before);
	});

	it('was begun even when it is killed in its first step', async () => {
		await open();
		office.intercept('linkedIn', () => {
			throw new Error('killed');
		});
		await office.removeEverything().catch(() => undefined);
		const [row] = await office.runtime.store.read(SYNC, { stream: 'removal' });
		expect(row?.startedAt).not.toBe('');
		expect(row?.checkpoint).toContain('"phase":"people"');
	});
});

describe('the audit trail', () => {
	it('is asked the same for every page, up to now, also when no list has changed for long', async () => {
		await open();
		await office.changes();
		for (let hours = 0; hours < 3; hours += 1) {
			office.advance(3_600_000);
			await office.changes();
		}
		office.advance(3_600_000);
		const { nowMs } = office;
		const asked: string[] = [];
		let page = 0;
		office.intercept('smartRecruiters', ({ url }) => {
			if (!url.includes('audit-events')) return undefined;
			asked.push(new URL(url).searchParams.get('eventDateBefore') ?? '');
			office.advance(1_000);
			page += 1;
			const event = { eventName: 'CANDIDATE_DELETED', entityId: `nobody-${page}` };
			const next = page < 3 ? { nextPageId: `p${page}` } : {};
			return { body: JSON.stringify({ content: [event], ...next }) };
		});
		await office.changes();
		expect(asked).toHaveLength(3);
		expect(new Set(asked).size).toBe(1);
		expect(Date.parse(asked[0] ?? '')).toBeGreaterThan(nowMs);
	});
});

describe('Sync Changes rests', () => {
	it('between a few parked records and the next, and keeps what came of the first', async () => {
		await open({ people: 60 });
		await office.changes();
		office.advance(3_600_000);
		await office.changes();
		const ids = [...office.held.candidates.keys()].slice(0, 25);
		const again = office.intercept('smartRecruiters', ({ url }) =>
			ids.some((id) => url.endsWith(`/candidates/${id}`)) ? { status: 404 } : undefined,
		);
		await office.records(ids.map((candidateId) => ({ candidateId })));
		again();
		const left = async () =>
			(await parkedKeys()).filter((key) => ids.some((id) => key === `candidate:${id}`)).length;
		expect(await left()).toBe(25);
		office.advance(60_000);
		let reads = 0;
		const works = office.intercept('smartRecruiters', ({ url }) => {
			if (!ids.some((id) => url.endsWith(`/candidates/${id}`))) return undefined;
			reads += 1;
			return reads > 12 ? { status: 429 } : undefined;
		});
		const { report } = await syncChanges(office.runtime, {
			profileUrl: PROFILE_URL,
			chunkRecords: 1000,
			jobCheckDelayMs: 1,
			timeLimitMs: 20_000,
			atOnce: true,
		});
		expect(report.state).not.toBe('done');
		expect(await left()).toBe(15);
		works();
		office.advance(3_600_000);
		await office.changes();
		expect(await left()).toBe(0);
	});

	it('between two pages of jobs whose titles it compares', async () => {
		await open({ jobs: 130 });
		for (let at = 0; at < office.company.jobCount; at += 1)
			office.company.changeJob({ ...office.company.job(at), updatedOn: office.nowMs });
		const seen = new Set<string>();
		for (let runs = 0; runs < 60; runs += 1) {
			const { report } = await syncChanges(office.runtime, {
				profileUrl: PROFILE_URL,
				chunkRecords: 1000,
				jobCheckDelayMs: 1,
				timeLimitMs: 1,
				atOnce: true,
			});
			const { checkpoint } = await office.progress('changes');
			const { extras } = JSON.parse(checkpoint) as {
				extras: { state: string; pageId: string | null };
			};
			seen.add(`${extras.state} ${extras.pageId === null ? 'at the beginning' : 'further on'}`);
			if (report.state === 'done') break;
			office.advance(1_000);
		}
		expect([...seen]).toContain('search further on');
		expect([...seen]).toContain('done at the beginning');
	}, 20_000);
});
