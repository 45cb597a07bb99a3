import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { acknowledgeDataSharing } from '../../src/operations/contract/acknowledgeDataSharing';
import { checkConnection } from '../../src/operations/contract/checkConnection';
import { isBusy } from '../../src/operations/contract/isBusy';
import { readStatus } from '../../src/operations/contract/readStatus';
import { setSharingRules } from '../../src/operations/contract/setSharingRules';
import type { Runtime } from '../../src/operations/Runtime';
import { statusPage } from '../../src/pages/statusPage';
import type { Table } from '../../src/state/Table';
import { DELETIONS, EXPORTS, PEOPLE, SEATS, SENT, SYNC } from '../../src/state/tables';
import { ActivityOffice, CONTRACT, ORGANIZATION } from '../../scripts/support/ActivityOffice';
import { HistoryOffice } from '../support/HistoryOffice';
import { runToEnd } from '../../scripts/support/runToEnd';

const CHECK = { webBaseUrl: 'https://www.linkedin.com', onSymbols: [] };
const HOUR = 3_600_000;

async function check(runtime: Runtime): Promise<string[]> {
	const result = await checkConnection(runtime, CHECK, 'never');
	if (isBusy(result)) throw new Error(result.message);
	return result.changed.filter(({ state }) => state === 'lost').map(({ name }) => name);
}

describe('a Data Table that a user has deleted', () => {
	let office: HistoryOffice;
	beforeEach(async () => {
		office = await HistoryOffice.open({ people: 12, jobs: 4 });
		await office.runtime.store.put(SEATS, [
			SEATS.schema.parse({ organization: ORGANIZATION, seat: 'urn:li:seat:1', userId: 'u1' }),
		]);
		const receivedAt = new Date(office.nowMs).toISOString();
		await office.runtime.store.put(EXPORTS, [
			EXPORTS.schema.parse({ organization: ORGANIZATION, exportKey: 'e1', receivedAt }),
		]);
		await office.remove({ kind: 'candidate', ids: [office.someone().id] });
	});
	afterEach(async () => {
		await office.close();
	});
	const lose = async <R extends object>(table: Table<R>) => office.runtime.store.remove(table, {});
	const told = async () => {
		const status = await readStatus(office.runtime, ORGANIZATION);
		const page = statusPage({
			...status,
			parkedLimit: 10,
			nowMs: office.nowMs,
			updates: false,
			address: 'rsc-status',
			key: 'k3y',
			links: { connect: '', people: '', disconnect: '' },
		});
		const names = status.lostTables.map(({ table }) => table);
		expect(status.lostTables.filter(({ problem }) => !page.includes(problem))).toEqual([]);
		return names;
	};

	it.each([
		['rsc_seats', async () => lose(SEATS)],
		['rsc_people', async () => lose(PEOPLE)],
		['rsc_sent', async () => lose(SENT)],
		['rsc_exports', async () => lose(EXPORTS)],
		['rsc_deletions', async () => lose(DELETIONS)],
	])('is told once by the check, and by the status page: %s', async (name, loseIt) => {
		expect([await check(office.runtime), await told()]).toEqual([[], []]);
		office.advance(HOUR);
		expect([await check(office.runtime), await told()]).toEqual([[], []]);
		await loseIt();
		expect(await told()).toEqual([name]);
		office.advance(HOUR);
		expect(await check(office.runtime)).toEqual([name]);
		expect(await check(office.runtime)).toEqual([]);
		expect(await told()).toEqual([name]);
		await setSharingRules(office.runtime, { rules: {}, changedBy: 'Ada' });
		expect(await told()).toEqual([]);
	});

	it('is told although it fills again, until it is restored', async () => {
		await check(office.runtime);
		const people = await office.runtime.store.read(PEOPLE, {});
		await lose(PEOPLE);
		office.advance(HOUR);
		const knownAt = new Date(office.nowMs).toISOString();
		await office.runtime.store.put(
			PEOPLE,
			people.slice(0, 2).map((row) => ({ ...row, knownAt })),
		);
		expect([await check(office.runtime), await told()]).toEqual([['rsc_people'], ['rsc_people']]);
		await lose(PEOPLE);
		await office.runtime.store.put(PEOPLE, people);
		expect([await check(office.runtime), await told()]).toEqual([[], []]);
	});

	it('lets nobody come back to LinkedIn who was deleted on request', async () => {
		const gone = office.someone();
		await office.remove({ kind: 'candidate', ids: [gone.id] });
		await check(office.runtime);
		await lose(DELETIONS);
		office.put({ ...gone, phoneNumber: '+1 555 0179' });
		await expect(office.changes()).rejects.toThrow(/who was deleted on request/);
		await expect(office.reconciled()).rejects.toThrow(/who was deleted on request/);
		expect(office.isHeld(gone.id)).toBe(false);
		await office.remove({ kind: 'candidate', ids: [gone.id] });
		office.advance(HOUR);
		await setSharingRules(office.runtime, { rules: {}, changedBy: 'Ada' });
		await office.changes();
		expect(office.isHeld(gone.id)).toBe(false);
	});

	it('is not told of what was emptied by Remove Everything, nor after the next acknowledgement', async () => {
		await check(office.runtime);
		await office.removeEverything();
		await lose(PEOPLE);
		expect(await told()).toEqual([]);
		await acknowledgeDataSharing(office.runtime, {
			acknowledged: true,
			acknowledgedBy: 'Ada Lo',
			textVersion: '2026-11',
		});
		expect(await told()).toEqual([]);
	});

	it('is harmless for the checkpoints: the history goes once more, and nothing is there twice', async () => {
		await check(office.runtime);
		const held = () => [...office.held.candidates.keys()].sort();
		const before = held();
		await lose(SYNC);
		await runToEnd(office.sandbox, office.runtime);
		expect(held()).toEqual(before);
		expect(await told()).toEqual([]);
	});
});

describe('the map of people, deleted by a user', () => {
	let sandbox: Sandbox;
	let office: ActivityOffice;
	beforeEach(async () => {
		sandbox = await createSandbox({ people: 5 });
		office = new ActivityOffice(sandbox);
		await office.connect();
		await office.mapSeats(['urn:li:seat:200100000']);
		await check(office.runtime());
		await office.store.remove(SEATS, {});
	});
	afterEach(async () => {
		await sandbox.close();
	});

	it('is told by whatever writes, instead of leaving everything out', async () => {
		const event = {
			kind: 'prospectNote' as const,
			activityId: 'prospectNote:1',
			contract: CONTRACT,
			seat: 'urn:li:seat:200100000',
			happenedAtMs: sandbox.context.clock.now(),
			deleted: false,
			direction: 'sent' as const,
			subject: '',
			text: 'Hello',
		};
		const lost = /rsc_seats no longer holds the map of people/;
		await expect(office.write([event])).rejects.toThrow(lost);
		await expect(office.catchUp()).rejects.toThrow(lost);
		await expect(office.importPast()).rejects.toThrow(lost);
		await office.mapSeats(['urn:li:seat:200100000']);
		expect((await office.catchUp()).report.state).toBe('done');
	});
});
