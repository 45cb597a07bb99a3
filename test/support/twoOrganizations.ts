import type { INodeType } from 'n8n-workflow';
import { contractRef, integrationOf, setEnabled } from '../../sandbox/linkedin/integrationState';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { ACME, GLOBEX } from '../../sandbox/linkedin/recruiter/contracts';
import { CONTRACTS, PEOPLE, SEATS } from '../../src/state/tables';
import { MemoryDataTables } from '../../scripts/support/MemoryDataTables';
import {
	linkedInCredential,
	smartRecruitersCredential,
} from '../../scripts/support/nodeCredentials';
import { runNode, type RunOptions } from '../../scripts/support/runNode';

const CONTRACTS_EACH = 100;

export interface Office {
	organization: string;
	sandbox: Sandbox;
	/** Seats that somebody has mapped, one on each contract. */
	seats: string[];
}

export let acme: Office;

export let globex: Office;

export let tables: MemoryDataTables;

/** An organization with an ATS company of its own: another server, whose people have the same ids. */
async function open(organization: string, seed: number): Promise<Office> {
	const sandbox = await createSandbox({ people: 150, limits: 'off', seed });
	const number = organization.split(':').pop() ?? '';
	const contracts = Array.from(
		{ length: CONTRACTS_EACH },
		(_, at) => `urn:li:contract:${number}${100 + at}`,
	);
	const app = sandbox.room.apps.children().find((one) => one.organization === organization);
	app?.contracts.push(...contracts);
	const common = { organization, acknowledgedBy: 'Ada Lo', acknowledgedAt: '2026-01-05T08:00:00Z' };
	tables.seed(
		CONTRACTS.name,
		[organization, ...contracts].map((contract) => ({
			...common,
			...{ contract, state: contract === organization ? 'acknowledged' : 'connected' },
		})),
	);
	const seats = contracts.map((contract) => {
		setEnabled(integrationOf(sandbox.room, organization, contractRef(contract)), true);
		sandbox.seats.setCount(contract, 1);
		const seat = sandbox.seats.list(contract)[0]?.seatUrn ?? '';
		sandbox.seats.change(seat, { state: 'ACTIVE' });
		const mapped = { seatState: 'ACTIVE', userId: 'u1', mappedAt: '2026-01-01T00:00:00.000Z' };
		tables.seed(SEATS.name, [{ organization, seat, contract, ...mapped }]);
		return seat;
	});
	tables.seed(
		PEOPLE.name,
		people(sandbox).map(({ urn, candidateIds: [candidateId = ''] }) => ({
			...{ organization, person: urn, candidateId, knownBy: 'match' },
		})),
	);
	return { organization, sandbox, seats };
}

export const people = (sandbox: Sandbox) =>
	sandbox.room.members.all().filter(({ candidateIds }) => candidateIds.length === 1);

/** What is saved in n8n: for each organization its own pair. */
export const credentialsOf = (sandbox: Sandbox, change: object = {}) => ({
	...linkedInCredential(sandbox, { inMailsPerMinute: 1000, ...change }),
	...smartRecruitersCredential(sandbox, { requestsPerSecond: 1000 }),
});

export const OTHER = {
	organization: '1001',
	clientId: 'sandbox-other-child',
	clientSecret: 'sandbox-other-child-secret',
};

export function savedOf(change: object = {}) {
	const { linkedInRscOAuth2Api, smartRecruitersOAuth2Api } = credentialsOf(globex.sandbox, {
		...OTHER,
		...change,
	});
	return { 'globex-linkedin': linkedInRscOAuth2Api, 'globex-ats': smartRecruitersOAuth2Api };
}

export const ADDED = {
	organization: GLOBEX,
	name: 'Globex',
	linkedInCredential: 'globex-linkedin',
	smartRecruitersCredential: 'globex-ats',
	authentication: 'smartRecruitersOAuth2Api',
	addedAt: '2026-11-01T00:00:00.000Z',
};

export async function run(node: INodeType, parameters: object, options: RunOptions = {}) {
	return await runNode(
		node,
		{
			authentication: 'smartRecruitersOAuth2Api',
			organizations: 'all',
			options: {},
			...parameters,
		},
		credentialsOf(acme.sandbox),
		{ tables, saved: savedOf(), mode: 'trigger', ...options },
	);
}

export const callsTo = ({ sandbox }: Office) => {
	const { linkedin, smartrecruiters } = sandbox.context.requests.summary();
	return { linkedin: linkedin.requests, smartrecruiters: smartrecruiters.requests };
};

/** Before each test: two organizations, each with its own vendors. */
export function openBeforeEach(): void {
	beforeEach(async () => {
		tables = new MemoryDataTables();
		acme = await open(ACME, 1);
		globex = await open(GLOBEX, 2);
	});
	afterEach(async () => {
		await acme.sandbox.close();
		await globex.sandbox.close();
	});
}
