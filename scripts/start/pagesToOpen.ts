import { PAGES_USER } from '../n8n/connectStack';
import { type N8nInstance, OWNER } from '../n8n/N8nInstance';
import type { SandboxProcess } from '../n8n/SandboxProcess';
import { candidatePage, type TourRecord } from './tour/Stop';

/** Every page that is worth a look, with who may open it. */
export function pagesToOpen(
	n8n: N8nInstance,
	sandbox: SandboxProcess,
	{ inMail, exported }: TourRecord,
): string {
	const signIn = `(${PAGES_USER.user}, ${PAGES_USER.password})`;
	const candidates = `${sandbox.smartRecruitersUrl}/app/people/candidates`;
	return `
Open, in n8n   ${signIn}
  how it is doing      ${n8n.url}/webhook/rsc-status
  connect a contract   ${n8n.url}/webhook/rsc-connect
  who is who           ${n8n.url}/webhook/rsc-map-people
  exports to decide    ${n8n.url}/webhook/rsc-exports
  why is it not there  ${n8n.url}/webhook/rsc-why
  disconnect           ${n8n.url}/webhook/rsc-disconnect
at LinkedIn   (nobody has a password: choose who you are)
  Recruiter's settings ${sandbox.linkedInUrl}/recruiter
  InMails and notes    ${sandbox.linkedInUrl}/recruiter/seats
  somebody to export   ${sandbox.linkedInUrl}/in/member-10
  the profile widget   ${n8n.url}/webhook/rsc-profile-page?candidate=${inMail?.candidateId ?? 'ID'}
in SmartRecruiters
  candidates           ${candidates}${inMail ? `\n  the InMail's         ${candidatePage(sandbox, inMail.candidateId)}` : ''}${exported ? `\n  the exported one     ${candidatePage(sandbox, exported.candidateId)}` : ''}
behind it all
  the workflows        ${n8n.url}   (${OWNER.email}, ${OWNER.password})
  workflows to import  ${n8n.url}/templates/
  the Data Tables      ${n8n.url}/home/datatables
  what LinkedIn has    ${sandbox.url}/_sandbox/linkedin/records/candidates?limit=5
  the comparison       ${sandbox.url}/_sandbox/compare

Ctrl-C stops everything.`;
}
