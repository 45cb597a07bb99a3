import type { Effects } from '../../http/Transport';
import { listCandidates } from '../../smartrecruiters/candidates';
import { getCompany } from '../../smartrecruiters/company';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import { tryRead } from '../../smartrecruiters/tryRead';
import { listSubscriptions, type SrSubscription } from '../../smartrecruiters/webhooks';
import { attempt, type Attempt } from './attempt';
import { lookAtOwnIntegration } from './lookAtOwnIntegration';
import { type Check, lineOf, type PreflightLine } from './PreflightLine';
import { READS, type Read, WRITE_SCOPES } from './reads';

export interface SmartRecruitersLook {
	lines: PreflightLine[];
	/** Absent when they could not be read. */
	subscriptions?: SrSubscription[];
}

/**
 * The credential, and every read that the workflows will make with it, each once and small (SmartRecruiters reference
 * §2.6). What cannot be told without writing says so.
 *
 * @param ownIntegrationOff whether a person says that the vendor's own integration is off
 */
export async function lookAtSmartRecruiters(
	api: SmartRecruitersApi,
	effects: Effects,
	ownIntegrationOff: boolean,
): Promise<SmartRecruitersLook> {
	const credential = lookAtCompany(await attempt(effects, async () => await getCompany(api)));
	if (credential.level === 'stop') return { lines: [credential] };
	const lines = [credential];
	const person = await attempt(effects, async () => await listCandidates(api, { limit: 1 }));
	const someone = person.kind === 'answered' ? person.value.content[0] : undefined;
	const example = {
		candidateId: someone?.id,
		jobId: someone?.primaryAssignment?.job?.id,
	};
	for (const read of READS) {
		const path = read.path(example);
		if (path === undefined) {
			lines.push(lineOf(read.check, 'readUntried', { what: read.what, scope: read.scope }));
			continue;
		}
		const tried = await attempt(effects, async () => {
			await tryRead(api, path, read.endpoint, read.query(example));
		});
		lines.push(lineOfRead(read, tried));
	}
	const subscriptions = await attempt(effects, async () => await listSubscriptions(api));
	lines.push(
		lineOfRead(WEBHOOKS, subscriptions),
		lineOf('writes', 'writesUntried', { scopes: WRITE_SCOPES.join(', ') }),
		...(await lookAtOwnIntegration(api, effects, ownIntegrationOff)),
	);
	return {
		lines,
		...(subscriptions.kind === 'answered' && { subscriptions: subscriptions.value }),
	};
}

const WEBHOOKS = {
	check: 'webhooks',
	what: 'Webhooks',
	scope: 'webhooks_read',
	without: 'changes reach Recruiter once an hour instead of at once',
	needed: true,
} as const;

/** A refusal by scope is about one read, not about the credential. */
function lookAtCompany(
	tried: Attempt<{ identifier: string; name: string } | undefined>,
): PreflightLine {
	const check: Check = 'smartRecruitersCredential';
	switch (tried.kind) {
		case 'answered': {
			const { name = '', identifier = '' } = tried.value ?? {};
			const company = [name, identifier && `(${identifier})`].filter(Boolean).join(' ');
			return company === ''
				? lineOf(check, 'smartRecruitersCompanyHidden')
				: lineOf(check, 'smartRecruitersWorks', { company });
		}
		case 'refused':
			if (tried.status === 401) return lineOf(check, 'smartRecruitersSignInRefused');
			return tried.status === 403
				? lineOf(check, 'smartRecruitersCompanyHidden')
				: lineOf(check, 'smartRecruitersSilent', { reason: `status ${tried.status}` });
		case 'limited':
			return lineOf(check, 'smartRecruitersLimit', { limit: tried.limit });
		case 'silent':
			return lineOf(check, 'smartRecruitersSilent', { reason: tried.reason });
	}
}

function lineOfRead(
	{ check, what, scope, without, needed }: Omit<Read, 'path' | 'endpoint' | 'query'>,
	tried: Attempt<unknown>,
): PreflightLine {
	switch (tried.kind) {
		case 'answered':
			return lineOf(check, 'readWorks', { what });
		case 'refused':
			if (tried.status !== 401 && tried.status !== 403)
				return lineOf(check, 'readUnanswered', { what, scope, reason: `status ${tried.status}` });
			return lineOf(check, needed ? 'readRefused' : 'readRefusedOptional', {
				what,
				scope,
				without,
				status: tried.status,
			});
		case 'limited':
			return lineOf(check, 'readUnanswered', { what, scope, reason: tried.limit });
		case 'silent':
			return lineOf(check, 'readUnanswered', { what, scope, reason: tried.reason });
	}
}
