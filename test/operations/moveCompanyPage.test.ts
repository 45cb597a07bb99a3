import type { CompanyCandidate } from '../../sandbox/company/entities';
import { compare } from '../../sandbox/compare/compare';
import { moveConnection } from '../../src/operations/move/moveConnection';
import { Settings } from '../../src/state/Settings';
import { CONTRACTS, DELETIONS, PEOPLE, SYNC } from '../../src/state/tables';
import { connectOrganization, ORGANIZATION } from '../../scripts/support/historyRuntime';
import { runToEnd } from '../../scripts/support/runToEnd';
import { syncToEnd } from '../../scripts/support/syncToEnd';
import { nonEmpty } from '../support/nonEmpty';
import {
	NEW_PAGE,
	INPUT,
	sandbox,
	runtime,
	TEAM_ONLY,
	held,
	newPage,
	requests,
	stateOf,
	backfillRow,
	written,
	openCompanyForEach,
} from '../support/movingCompany';

openCompanyForEach();

/** Every tenth of those whom LinkedIn holds gets a new last name. */
function changeSome(organization: string): CompanyCandidate[] {
	const there = [...sandbox.context.company.candidates()].filter(({ id }) =>
		held(organization).candidates.has(id),
	);
	const changed = there.filter((_, index) => index % 10 === 0);
	for (const one of changed)
		sandbox.context.company.putCandidate({
			...one,
			lastName: 'Changed',
			updatedOn: sandbox.context.clock.now(),
		});
	sandbox.context.clock.advance(60_000);
	return changed;
}

const applicationsOf = (people: readonly CompanyCandidate[]) =>
	people.reduce((sum, one) => sum + one.applications.length, 0);

const detailReads = () =>
	requests().routes['smartrecruiters GET /smartrecruiters/candidates/:id']?.requests ?? 0;

describe('another company page, where LinkedIn moves what it holds', () => {
	it('sends one person of ten when nine are there as they should be, and reads nobody else', async () => {
		const moved = await newPage(true);
		await connectOrganization(runtime.store, NEW_PAGE);
		const changed = changeSome(NEW_PAGE);
		const before = held(NEW_PAGE).candidates.size;
		expect(await stateOf(moved)).toEqual([
			'done',
			'atsCompany done',
			'ended done',
			'acknowledged done',
			'sharingRules done',
			'records done',
			'history done',
			'connected done',
			'people done',
		]);
		sandbox.context.requests.reset();
		const run = await runToEnd(sandbox, moved);
		expect(run.last).toMatchObject({ state: 'done', activity: 'Everything is at LinkedIn' });
		const { compared } = JSON.parse((await backfillRow(NEW_PAGE))?.checkpoint ?? '{}');
		expect(compared).toEqual({ unchanged: before - changed.length, differing: changed.length });
		expect(changed.length / before).toBeCloseTo(0.1, 1);
		expect(written()).toEqual({ people: changed.length, applications: applicationsOf(changed) });
		const refused = [...sandbox.context.company.candidates()].length - before;
		expect(detailReads()).toBeLessThanOrEqual(changed.length + refused);
		expect(compare(sandbox.context.company, held(NEW_PAGE), 'deep').agree).toBe(true);
	});

	it('sends an application that did not move, and one whose job was given another title', async () => {
		const moved = await newPage(true);
		await connectOrganization(runtime.store, NEW_PAGE);
		const [first = '', second = ''] = nonEmpty([...held(NEW_PAGE).applications.keys()]);
		held(NEW_PAGE).applications.delete(first);
		const other = held(NEW_PAGE).applications.get(second);
		if (other) other.fields = { ...other.fields, atsJobPostingName: 'Older title' };
		await stateOf(moved);
		await runToEnd(sandbox, moved);
		expect(held(NEW_PAGE).applications.has(first)).toBe(true);
		expect(held(NEW_PAGE).applications.get(second)?.fields.atsJobPostingName).not.toBe(
			'Older title',
		);
	});

	it('can delete there what the old connection had sent', async () => {
		const moved = await newPage(true);
		await connectOrganization(runtime.store, NEW_PAGE);
		const [id = ''] = held(NEW_PAGE).candidates.keys();
		await stateOf(moved);
		await runToEnd(sandbox, moved);
		const person = [...sandbox.context.company.candidates()].find((one) => one.id === id);
		if (!person) throw new Error('Nobody');
		sandbox.context.company.putCandidate({
			...person,
			tags: ['secret'],
			updatedOn: sandbox.context.clock.now(),
		});
		sandbox.context.clock.advance(60_000);
		await syncToEnd(sandbox, moved);
		expect(held(NEW_PAGE).candidates.has(id)).toBe(false);
	});
});

describe('another company page, where LinkedIn keeps nothing', () => {
	it('finds nobody there, and sends everybody complete', async () => {
		const moved = await newPage(false);
		await connectOrganization(runtime.store, NEW_PAGE);
		await stateOf(moved);
		await runToEnd(sandbox, moved);
		const { compared } = JSON.parse((await backfillRow(NEW_PAGE))?.checkpoint ?? '{}');
		expect(compared.unchanged).toBe(0);
		expect(compare(sandbox.context.company, held(NEW_PAGE), 'deep').agree).toBe(true);
	});

	it('believes no answer that shows less than the record: then everybody is sent', async () => {
		const moved = await newPage(true);
		await connectOrganization(runtime.store, NEW_PAGE);
		for (const one of held(NEW_PAGE).candidates.values())
			Reflect.deleteProperty(one.fields, 'firstName');
		await stateOf(moved);
		await runToEnd(sandbox, moved);
		const { compared } = JSON.parse((await backfillRow(NEW_PAGE))?.checkpoint ?? '{}');
		expect(compared.unchanged).toBe(0);
	});
});

describe('what is taken over to another company page', () => {
	it('is nothing before both sides have ended the old connection', async () => {
		const moved = await newPage(true);
		expect(await stateOf(moved, { switchesOff: false })).toEqual(['stop', 'switchesOff stop']);
		const rows = await runtime.store.read(CONTRACTS, { organization: ORGANIZATION });
		expect(rows.map(({ state }) => state)).not.toContain('disconnected');
	});

	it('waits for the acknowledgement; the old side sends nothing by then', async () => {
		const moved = await newPage(true);
		expect(await stateOf(moved)).toEqual([
			'open',
			'atsCompany done',
			'ended done',
			'acknowledged open',
		]);
		await expect(runToEnd(sandbox, runtime)).rejects.toThrow('This organization was disconnected');
		expect(await new Settings(runtime.store, NEW_PAGE).decidedAt()).toBe('');
	});

	it('are rules, people, and who must never be sent again; and nothing twice', async () => {
		const [id = ''] = held(ORGANIZATION).candidates.keys();
		await runtime.store.put(DELETIONS, [
			DELETIONS.schema.parse({
				organization: ORGANIZATION,
				recordKey: `candidate:${id}`,
				kind: 'candidate',
				reason: 'onRequest',
				deletedAtMs: 1,
			}),
		]);
		const people = await runtime.store.read(PEOPLE, { organization: ORGANIZATION });
		const moved = await newPage(false);
		await connectOrganization(runtime.store, NEW_PAGE);
		await stateOf(moved);
		const again = await moveConnection(moved, INPUT);
		expect(again).toMatchObject({ state: 'done' });
		expect(await runtime.store.read(PEOPLE, { organization: NEW_PAGE })).toEqual(
			nonEmpty(people).map((row) => ({ ...row, organization: NEW_PAGE })),
		);
		expect(await runtime.store.read(PEOPLE, { organization: ORGANIZATION })).toEqual([]);
		expect(await new Settings(runtime.store, NEW_PAGE).sharing()).toMatchObject({
			confidentialTags: ['secret'],
		});
		await runToEnd(sandbox, moved);
		expect(held(NEW_PAGE).candidates.has(id)).toBe(false);
		expect(held(NEW_PAGE).candidates.size).toBeGreaterThan(0);
	});

	it('is who sees what in Recruiter, which is applied anew there: nobody sees more by moving', async () => {
		await new Settings(runtime.store, ORGANIZATION).saveVisibility(TEAM_ONLY);
		const moved = await newPage(false);
		await connectOrganization(runtime.store, NEW_PAGE);
		await stateOf(moved);
		expect(await new Settings(runtime.store, NEW_PAGE).visibility()).toEqual({
			...TEAM_ONLY,
			appliedAt: '',
		});
	});

	it('goes on after a crash at any statement', async () => {
		const moved = await newPage(true);
		await connectOrganization(runtime.store, NEW_PAGE);
		const people = nonEmpty(await runtime.store.read(PEOPLE, { organization: ORGANIZATION }));
		let killed = 0;
		for (let at = 1; at < 400; at += 7) {
			let left = at;
			runtime.store.before = ({ kind }) => {
				if (kind === 'read') return;
				left -= 1;
				if (left === 0) throw new Error('killed');
			};
			const end = await moveConnection(moved, INPUT).catch(() => 'killed');
			runtime.store.before = () => undefined;
			sandbox.context.clock.advance(120_000);
			if (end !== 'killed') break;
			killed += 1;
		}
		expect(killed).toBeGreaterThan(2);
		expect(await stateOf(moved)).toContain('history done');
		expect(await runtime.store.read(PEOPLE, { organization: NEW_PAGE })).toHaveLength(
			people.length,
		);
		await runToEnd(sandbox, moved);
		expect(compare(sandbox.context.company, held(NEW_PAGE), 'deep').agree).toBe(true);
	});

	it('does not compare a history that had not been sent complete', async () => {
		const row = await backfillRow(ORGANIZATION);
		const checkpoint = JSON.parse(row?.checkpoint ?? '{}');
		checkpoint.counts.details.total = null;
		await runtime.store.update(
			SYNC,
			{ organization: ORGANIZATION, stream: 'backfill' },
			{ checkpoint: JSON.stringify(checkpoint) },
		);
		const moved = await newPage(true);
		await connectOrganization(runtime.store, NEW_PAGE);
		await stateOf(moved);
		expect(await backfillRow(NEW_PAGE)).toBeUndefined();
		await runToEnd(sandbox, moved);
		expect(compare(sandbox.context.company, held(NEW_PAGE), 'deep').agree).toBe(true);
	});
});
