import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { Canaries } from '../../scripts/faults/worlds/Canaries';

let sandbox: Sandbox;
let name: string;
beforeAll(async () => {
	sandbox = await createSandbox({ people: 10, jobs: 4, simulated: true });
	const someone = [...sandbox.context.company.candidates()].find(
		({ firstName, lastName }) => firstName.length > 3 && lastName.length > 3,
	);
	name = `${someone?.firstName} ${someone?.lastName}`;
});
afterAll(async () => {
	await sandbox.close();
});

describe('the search for what must not be told', () => {
	it('finds names, addresses, secrets and texts, also encoded', () => {
		const canaries = new Canaries(sandbox);
		for (const text of [
			`Candidate ${name} is not there`,
			encodeURIComponent(name),
			...[0, 1, 2].map((before) =>
				Buffer.from(`${'-'.repeat(before)}${name}--`).toString('base64'),
			),
			'to ada@example.com',
			'ada%40example.com',
			'sandbox-sr-secret',
			'Prefers mornings ev-9x2',
		])
			expect([text, canaries.foundIn(text)]).toEqual([text, expect.any(String)]);
	});

	it('finds nothing in what names nobody, and looks into tables but for texts that wait', () => {
		const canaries = new Canaries(sandbox);
		expect(canaries.foundIn('candidate 4f2: NO_EMAIL, try again at 7:00')).toBeUndefined();
		const found = (column: string): string[] =>
			canaries.foundInTables((table) => (table === 'rsc_parked' ? [{ [column]: name }] : []));
		expect(found('reason')).toEqual(['rsc_parked holds a name or an address']);
		expect(found('payload')).toEqual([]);
	});
});
