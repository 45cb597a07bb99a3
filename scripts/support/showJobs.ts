import type { SandboxProcess } from '../n8n/SandboxProcess';
import { linkedInToken } from './linkedInToken';

/** What exporting needs: jobs at LinkedIn, the export itself, the page for decisions, and whom it tells of changed status. */
export const EXPORT_WORKFLOWS = [
	'rscConnectContract',
	'rscHistoricalSync',
	'rscExport',
	'rscDecisions',
] as const;

const VIEWERS = {
	ONE_CLICK_EXPORT: 'JOB_POSTING_VIEWERS',
	IN_ATS_INDICATOR: 'APPLICATION_VIEWERS',
} as const;

/** Lets everybody in Recruiter see the jobs and applications, over the API, as RSC Contract Activate does it. */
export async function showJobs(sandbox: SandboxProcess): Promise<void> {
	const token = await linkedInToken(sandbox);
	for (const [type, name] of Object.entries(VIEWERS)) {
		const key = `integrationContext=urn:li:organization:1000&integrationType=${type}&tenantType=RECRUITER&dataProvider=ATS`;
		const answer = await fetch(
			`${sandbox.linkedInUrl}/v2/atsIntegrations/${key}/configurations?ids=${name}`,
			{
				method: 'PUT',
				headers: { authorization: `Bearer ${token}`, 'x-restli-method': 'batch_update' },
				body: JSON.stringify({
					entities: { [name]: { configurationValue: { string: 'ALL_PRODUCT_USERS' } } },
				}),
			},
		);
		if (!answer.ok) throw new Error(`Viewers were not configured: ${answer.status}`);
	}
}
