import { fetchExportedCandidates } from '../../../src/linkedin/exportedCandidates';
import type { LinkedInSettings } from '../../../src/linkedin/LinkedInSettings';
import { connect } from '../../../src/operations/connect';
import { createSandbox, type Sandbox } from '../../../sandbox/createSandbox';
import { sandboxConnection } from '../../../scripts/support/sandboxConnection';

let sandbox: Sandbox;
let asked: string[];
beforeAll(async () => {
	sandbox = await createSandbox({ people: 20 });
});
afterAll(async () => {
	await sandbox.close();
});

/** LinkedIn, answering these statuses in each generation. */
function open(statuses: { rest: number; v2: number }, settings: Partial<LinkedInSettings> = {}) {
	asked = [];
	const connection = sandboxConnection(sandbox, { linkedIn: settings });
	const transport = async ({ url }: { url: string }) => {
		const generation = url.includes('/rest/') ? 'rest' : 'v2';
		asked.push(generation);
		return await Promise.resolve({
			status: statuses[generation],
			headers: {},
			body: { elements: [{ integrationContext: 'urn:li:organization:1000' }] },
		});
	};
	const linkedIn = { ...connection.linkedIn, transport };
	return connect({ ...connection, linkedIn }, Number.POSITIVE_INFINITY).linkedIn;
}

describe('an export is asked for in both generations', () => {
	it.each([
		[{ rest: 200, v2: 200 }, ['rest'], 1, 'rest'],
		[{ rest: 404, v2: 200 }, ['rest', 'v2'], 1, 'v2'],
		[{ rest: 426, v2: 200 }, ['rest', 'v2'], 1, 'v2'],
		[{ rest: 404, v2: 404 }, ['rest', 'v2'], 0, undefined],
		[{ rest: 404, v2: 403 }, ['rest', 'v2'], 0, undefined],
		[{ rest: 426, v2: 404 }, ['rest', 'v2'], 0, undefined],
		[{ rest: 410, v2: 200 }, ['rest'], 0, undefined],
	])('%j', async (statuses, order, found, learned) => {
		const api = open(statuses);
		expect(await fetchExportedCandidates(api, 'R1')).toHaveLength(found);
		expect(asked).toEqual(order);
		expect(api.learned.exportedCandidates).toBe(learned);
	});

	it('until one of them has answered in this run', async () => {
		const statuses = { rest: 404, v2: 200 };
		const api = open(statuses);
		await fetchExportedCandidates(api, 'R1');
		statuses.v2 = 404;
		expect(await fetchExportedCandidates(api, 'R2')).toEqual([]);
		expect(asked).toEqual(['rest', 'v2', 'v2']);
	});

	it('first the one that answered in an earlier run, and the other where that may be over', async () => {
		const api = open({ rest: 200, v2: 404 }, { learned: { exportedCandidates: 'v2' } });
		expect(await fetchExportedCandidates(api, 'R1')).toHaveLength(1);
		expect(asked).toEqual(['v2', 'rest']);
		expect(api.learned.exportedCandidates).toBe('rest');
	});

	it('first the one that the settings choose, whatever was learned', async () => {
		const api = open(
			{ rest: 200, v2: 200 },
			{ generation: 'v2', learned: { exportedCandidates: 'rest' } },
		);
		await fetchExportedCandidates(api, 'R1');
		expect(asked).toEqual(['v2']);
	});

	it('and again when that one is retired', async () => {
		const api = open({ rest: 426, v2: 200 }, { learned: { exportedCandidates: 'rest' } });
		expect(await fetchExportedCandidates(api, 'R1')).toHaveLength(1);
		expect(api.learned.exportedCandidates).toBe('v2');
	});

	it.each([
		[{ rest: 426, v2: 426 }, 426],
		[{ rest: 426, v2: 403 }, 403],
		[{ rest: 403, v2: 200 }, 403],
	])('%j stops', async (statuses, status) => {
		await expect(fetchExportedCandidates(open(statuses), 'R1')).rejects.toMatchObject({ status });
	});

	it('with an id that is encoded whole', async () => {
		const connection = sandboxConnection(sandbox);
		let seen = '';
		const transport = async ({ url }: { url: string }) => {
			seen = url;
			return await Promise.resolve({ status: 200, headers: {}, body: { elements: [] } });
		};
		const linkedIn = { ...connection.linkedIn, transport };
		const api = connect({ ...connection, linkedIn }, Number.POSITIVE_INFINITY).linkedIn;
		await fetchExportedCandidates(api, '../a&b=c\uD83D');
		expect(seen).toMatch(/\?q=request&requestId=\.\.%2Fa%26b%3Dc%EF%BF%BD$/);
	});
});
