import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import type { Member } from '../../sandbox/linkedin/Members';
import { RecruiterActivity } from '../../nodes/RecruiterActivity/RecruiterActivity.node';
import { CONTRACTS, PEOPLE, SEATS } from '../../src/state/tables';
import type { Table } from '../../src/state/Table';
import { MemoryDataTables } from '../../scripts/support/MemoryDataTables';
import {
	linkedInCredential,
	smartRecruitersCredential,
} from '../../scripts/support/nodeCredentials';
import { runNode, type RunOptions } from '../../scripts/support/runNode';

export const ORGANIZATION = 'urn:li:organization:1000';

export const CONTRACT = 'urn:li:contract:2001';

export const SEAT = 'urn:li:seat:200100000';

const DAY = 86_400_000;

const node = new RecruiterActivity();

export let sandbox: Sandbox;

export let tables: MemoryDataTables;

export let member: Member;

export let now: number;

/** Rows as they stand in n8n’s Data Tables. */
export function fill<R extends object>(table: Table<R>, rows: object[]): void {
	tables.seed(
		table.name,
		rows.map((row) => table.schema.parse({ organization: ORGANIZATION, ...row })),
	);
}

export const run = async (parameters: object, options: RunOptions = {}) =>
	await runNode(
		node,
		{ authentication: 'smartRecruitersOAuth2Api', options: {}, ...parameters },
		{
			...linkedInCredential(sandbox, { inMailsPerMinute: 1000 }),
			...smartRecruitersCredential(sandbox, { requestsPerSecond: 1000 }),
		},
		{ tables, ...options },
	);

export const write = async (items: object[], options: RunOptions = {}) =>
	await run(
		{ operation: 'write' },
		{ items: items.map((json) => ({ json: { ...json } })), ...options },
	);

export const getMany = (change: object = {}) => ({
	operation: 'getMany',
	contract: '2001',
	seat: { __rl: true, mode: 'id', value: SEAT },
	kinds: ['inMail', 'prospectNote', 'stub'],
	from: new Date(now - 3 * DAY).toISOString(),
	to: new Date(now).toISOString(),
	returnAll: true,
	...change,
});

export const explain = (change: object = {}) => ({
	operation: 'explain',
	question: 'activity',
	contract: CONTRACT,
	seat: { __rl: true, mode: 'id', value: '200100000' },
	about: new Date(now - 60_000).toISOString(),
	candidate: { __rl: true, mode: 'id', value: '' },
	job: { __rl: true, mode: 'id', value: '' },
	...change,
});

export const note = (change: object = {}) => ({
	organization: ORGANIZATION,
	kind: 'prospectNote',
	activityId: 'prospectNote:1',
	seat: SEAT,
	contract: CONTRACT,
	person: member.urn,
	direction: 'sent',
	subject: '',
	text: 'Likes trains',
	happenedAtMs: now - 60_000,
	deleted: false,
	contentHash: 'x',
	...change,
});

/** Before each test: a mapped seat of a connected contract, and a person whom LinkedIn recognises. */
export function openBeforeEach(): void {
	beforeEach(async () => {
		sandbox = await createSandbox({ people: 120, limits: 'off' });
		now = sandbox.context.clock.now();
		member = sandbox.room.members.all().find(({ candidateIds }) => candidateIds.length === 1)!;
		tables = new MemoryDataTables();
		const acknowledged = { acknowledgedBy: 'Ada Lo', acknowledgedAt: '2026-01-05T08:00:00.000Z' };
		fill(CONTRACTS, [
			{ contract: ORGANIZATION, state: 'acknowledged', ...acknowledged },
			{ contract: CONTRACT, state: 'connected' },
		]);
		fill(SEATS, [
			{
				...{
					seat: SEAT,
					contract: CONTRACT,
					seatState: 'ACTIVE',
					seatName: 'Ada Lo',
					userId: 'u1',
				},
				mappedAt: new Date(now).toISOString(),
				importedFromMs: now - 3 * DAY,
			},
		]);
		fill(PEOPLE, [
			{ person: member.urn, candidateId: member.candidateIds[0] ?? '', knownBy: 'match' },
		]);
	});
	afterEach(async () => {
		await sandbox.close();
	});
}
