import type { Effects } from '../../http/Transport';
import { contractNumber } from '../../linkedin/contractUrn';
import type { LinkedInApi } from '../../linkedin/LinkedInApi';
import { readSeats } from '../../linkedin/seats';
import type { ContractRow } from '../../state/tables';
import { readContracts, type ReadContracts } from '../contract/readContracts';
import { attempt, type Attempt } from './attempt';
import { lineOf, type PreflightLine } from './PreflightLine';

/**
 * The credential, the contracts on the list, and whether seats of a connected one can be read. LinkedIn has no API that
 * tells a contract's type (LinkedIn reference §8.3): only what the admin said, and what LinkedIn refuses, is known.
 *
 * @param rows contracts on the list, if there are any
 */
export async function lookAtLinkedIn(
	api: LinkedInApi,
	effects: Effects,
	rows: readonly ContractRow[],
): Promise<PreflightLine[]> {
	const open = rows.filter(({ state }) => state !== 'disconnected');
	const urns = open.map(({ contract }) => contract);
	const tried = await attempt(effects, async () => await readContracts(api, urns));
	if (tried.kind !== 'answered') return [credentialLine(api, tried)];
	const { organizationUrn } = api.settings;
	return [
		lineOf('linkedInCredential', 'linkedInWorks', { organization: numberOf(organizationUrn) }),
		...contractLines(open, tried.value, numberOf(organizationUrn)),
		...(await seatLines(api, effects, open)),
	];
}

const numberOf = (urn: string): string => urn.slice(urn.lastIndexOf(':') + 1);

function credentialLine(
	{ settings }: LinkedInApi,
	tried: Exclude<Attempt<unknown>, { kind: 'answered' }>,
): PreflightLine {
	const check = 'linkedInCredential';
	if (tried.kind === 'limited') return lineOf(check, 'linkedInLimit', { limit: tried.limit });
	if (tried.kind === 'silent') return lineOf(check, 'linkedInSilent', { reason: tried.reason });
	const { status } = tried;
	switch (status) {
		case 401:
			return lineOf(check, 'linkedInSignInRefused');
		case 403:
			return lineOf(check, 'linkedInForeignOrganization', {
				organization: numberOf(settings.organizationUrn),
			});
		case 404:
			return lineOf(check, 'linkedInNotFound', { status });
		case 426:
			return lineOf(check, 'linkedInVersionRetired', { version: settings.version });
		default:
			return status >= 500
				? lineOf(check, 'linkedInSilent', { reason: `status ${status}` })
				: lineOf(check, 'linkedInRefused', { status });
	}
}

function contractLines(
	rows: readonly ContractRow[],
	{ refused }: ReadContracts,
	organization: string,
): PreflightLine[] {
	if (rows.length === 0) return [lineOf('contracts', 'contractNone')];
	const codes = new Map(refused.map(({ contract, code }) => [contract, code] as const));
	const found = rows.map((row) => {
		const code = codes.get(row.contract);
		if (row.product === 'recruiterLite') return ['contractLite', row] as const;
		if (code === 'notAnswered') return ['contractUnanswered', row] as const;
		if (code !== undefined) return ['contractNotGranted', row] as const;
		const isSaid = row.product !== '' && row.product !== 'unknown';
		return [isSaid ? 'contractFits' : 'contractUnsaid', row] as const;
	});
	const findings = [
		'contractLite',
		'contractNotGranted',
		'contractUnanswered',
		'contractUnsaid',
		'contractFits',
	] as const;
	return findings.flatMap((finding) => {
		const own = found.filter(([one]) => one === finding).map(([, row]) => row);
		if (own.length === 0) return [];
		return lineOf('contracts', finding, { contracts: namesOf(own), organization });
	});
}

const namesOf = (rows: readonly ContractRow[]): string =>
	rows
		.map(({ contract, name }) =>
			name === '' ? contractNumber(contract) : `${contractNumber(contract)} (${name})`,
		)
		.join(', ');

/** Of the first contract that is connected: before, LinkedIn refuses it as it should. */
async function seatLines(
	api: LinkedInApi,
	effects: Effects,
	rows: readonly ContractRow[],
): Promise<PreflightLine[]> {
	const connected = rows.find(({ state }) => state === 'connected');
	if (!connected) return [];
	const contracts = namesOf([connected]);
	const tried = await attempt(
		effects,
		async () => await readSeats(api, { contractUrns: [connected.contract] }).next(),
	);
	switch (tried.kind) {
		case 'answered':
			return [lineOf('seats', 'seatsWork', { contracts })];
		case 'refused':
			return [lineOf('seats', 'seatsRefused', { contracts, status: tried.status })];
		case 'limited':
		case 'silent':
			return [lineOf('seats', 'contractUnanswered', { contracts })];
	}
}
