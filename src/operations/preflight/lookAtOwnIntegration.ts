import type { Effects } from '../../http/Transport';
import { AUDIT_MONTHS, findOwnIntegration } from '../../smartrecruiters/ownIntegration';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import { attempt } from './attempt';
import { lineOf, type PreflightLine } from './PreflightLine';

const AUDIT = {
	what: 'Audit events',
	scope: 'audit_events_read and the administrator’s role',
	without: 'deletions and merges are found once a day instead of within the hour',
};

/**
 * Whether SmartRecruiters' own LinkedIn integration was switched on (SmartRecruiters reference §12.2, §14), and whether
 * audit events can be read, which the live sync does, too.
 *
 * @param saidOff whether a person says that it is off: no event tells that
 */
export async function lookAtOwnIntegration(
	api: SmartRecruitersApi,
	effects: Effects,
	saidOff: boolean,
): Promise<PreflightLine[]> {
	const found = await attempt(effects, async () => await findOwnIntegration(api, effects.now()));
	if (found.kind === 'answered') {
		const [date] = found.value;
		const audit = lineOf('auditEvents', 'readWorks', { what: AUDIT.what });
		if (date === undefined)
			return [audit, lineOf('ownIntegration', 'ownIntegrationNever', { months: AUDIT_MONTHS })];
		const finding = saidOff ? 'ownIntegrationSaidOff' : 'ownIntegrationOn';
		return [
			audit,
			lineOf('ownIntegration', finding, { date: date.slice(0, 10) || 'an unknown day' }),
		];
	}
	const audit =
		found.kind === 'refused' && [401, 403].includes(found.status)
			? lineOf('auditEvents', 'readRefusedOptional', { ...AUDIT, status: found.status })
			: lineOf('auditEvents', 'readUnanswered', {
					what: AUDIT.what,
					scope: AUDIT.scope,
					reason:
						found.kind === 'refused'
							? `status ${found.status}`
							: found.kind === 'limited'
								? found.limit
								: found.reason,
				});
	return [audit, lineOf('ownIntegration', 'ownIntegrationHidden')];
}
