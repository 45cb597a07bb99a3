import type { SandboxProcess } from '../n8n/SandboxProcess';
import { linkedInToken } from './linkedInToken';

/** What exporting needs: jobs at LinkedIn, the export itself, the page for decisions, and whom it tells of changed status. */
export const EXPORT_WORKFLOWS = [
	'rscConnectContract',
	'rscHistoricalSync',
	'rscExport',
	'rscDecisions',
] as const;

const KEY =
	'integrationContext=urn:li:organization:1000&integrationType=ONE_CLICK_EXPORT&tenantType=RECRUITER&dataProvider=ATS';

/** Lets everybody in Recruiter see the jobs, over the API, as RSC Contract Activate does it. */
export async function showJobs(sandbox: SandboxProcess): Promise<void> {
	const token = await linkedInToken(sandbox);
	const answer = await fetch(
		`${sandbox.linkedInUrl}/v2/atsIntegrations/${KEY}/configurations?ids=JOB_POSTING_VIEWERS`,
		{
			method: 'PUT',
			headers: { authorization: `Bearer ${token}`, 'x-restli-method': 'batch_update' },
			body: JSON.stringify({
				entities: {
					JOB_POSTING_VIEWERS: { configurationValue: { string: 'ALL_PRODUCT_USERS' } },
				},
			}),
		},
	);
	if (!answer.ok) throw new Error(`Viewers were not configured: ${answer.status}`);
}
