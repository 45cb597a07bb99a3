import { createSandbox, type Sandbox } from '../../../sandbox/createSandbox';
import { upsertApplications } from '../../../src/linkedin/applications';
import { upsertSubRecords } from '../../../src/linkedin/subRecords';
import { linkedInOf } from '../../support/linkedInOf';
import { someApplication } from '../../support/linkedInRecords';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await createSandbox({ people: 20, limits: 'off' });
});
afterAll(async () => {
	await sandbox.close();
});

/** A call below a parent that is not there. */
const notThere = (path: string): void => {
	sandbox.context.faults.add([
		{ kind: 'status', status: 404, path, times: 99, skip: 0, delayMs: 0 },
	]);
};
afterEach(() => {
	sandbox.context.faults.reset();
});

const note = (parentId: string) => ({
	parentId,
	id: 'N1',
	fields: { note: 'Call', atsCreatedAt: 1 },
});

describe('records below a parent that LinkedIn does not hold any more', () => {
	it('cost the records below other parents nothing', async () => {
		const api = linkedInOf(sandbox, { generation: 'v2' });
		await upsertApplications(api, [someApplication('A1'), someApplication('A3')]);
		notThere('A2');
		const notes = ['A1', 'A2', 'A3'].map(note);
		expect(await upsertSubRecords(api, 'applicationNotes', notes)).toEqual(new Map([['A2', 404]]));
		const { applications } = sandbox.store.of('urn:li:organization:1000');
		expect(applications.get('A3')?.notes.size).toBe(1);
	});

	it('are a wrong address when no parent is there', async () => {
		const api = linkedInOf(sandbox, { generation: 'v2' });
		notThere('gone-');
		const notes = Array.from({ length: 9 }, (_, at) => note(`gone-${at}`));
		await expect(upsertSubRecords(api, 'applicationNotes', notes)).rejects.toMatchObject({
			status: 404,
		});
	});
});
