import { key, ids } from './connectingSandbox';
import { call } from './linkedInSandbox';

export const COMPANY = ['ONE_CLICK_EXPORT', 'IN_ATS_INDICATOR', 'PROFILE_PLUGIN'];

const refs = (contract: string): string[] => [
	...COMPANY.map((type) => key(type)),
	key('CSA_API', contract),
];

export async function nameAll(contract: string): Promise<Record<string, { status: number }>> {
	const keys = refs(contract);
	const patch = { patch: { $set: { integrationName: 'Acme Talent' } } };
	const { body } = await call(
		'POST',
		`/v2/atsIntegrations?${ids(...keys)}`,
		{ entities: Object.fromEntries(keys.map((one) => [one, patch])) },
		{ 'x-restli-method': 'batch_partial_update' },
	);
	return { ...body.results, ...body.errors };
}

export async function states(contract: string): Promise<Array<string | undefined>> {
	const { body } = await call('GET', `/v2/atsIntegrations?${ids(...refs(contract))}`);
	const all: Array<{ onboardingStatus: string }> = Object.values(body.results);
	return all.map(({ onboardingStatus }) => onboardingStatus);
}
