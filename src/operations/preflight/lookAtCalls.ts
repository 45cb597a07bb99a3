import type { LinkedInApi } from '../../linkedin/LinkedInApi';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import { getLastCall, type SrSubscription } from '../../smartrecruiters/webhooks';
import { askChallenge, type ChallengeAccess } from '../push/askChallenge';
import { getCallbackUrl } from '../push/claimCallback';
import { attempt } from './attempt';
import type { OwnAddress } from './lookAtAddress';
import { lineOf, type PreflightLine } from './PreflightLine';

const FAULTS = {
	unanswered: 'callbackSilent',
	noJson: 'callbackNoJson',
	otherSecret: 'callbackOtherSecret',
} as const;

/**
 * Whether LinkedIn's notifications arrive here: the address that LinkedIn has, and LinkedIn's challenge asked there. That
 * it is stored at all means that LinkedIn got an answer to its own challenge.
 */
export async function lookAtCallback(
	api: LinkedInApi,
	{ isOwn }: OwnAddress,
	access: ChallengeAccess,
): Promise<PreflightLine> {
	const check = 'callback';
	const stored = await attempt(access.effects, async () => await getCallbackUrl(api));
	if (stored.kind === 'refused' && stored.status === 404) return lineOf(check, 'callbackNone');
	if (stored.kind !== 'answered') return lineOf(check, 'callbackUntold');
	const url = stored.value;
	if (url === undefined) return lineOf(check, 'callbackNone');
	if (!isOwn(url)) {
		const host = URL.canParse(url) ? new URL(url).host : 'another system';
		return lineOf(check, 'callbackForeign', { host });
	}
	if (access.clientSecret === '') return lineOf(check, 'callbackUntold');
	const fault = await askChallenge(url, access);
	if (!fault) return lineOf(check, 'callbackAnswers');
	return fault.kind === 'status'
		? lineOf(check, 'callbackWrong', { status: fault.status })
		: lineOf(check, FAULTS[fault.kind]);
}

/**
 * Whether SmartRecruiters' webhooks arrive here. SmartRecruiters calls from outside: an active webhook has answered its
 * handshake (SmartRecruiters reference §10.2), and the log tells how the last call ended.
 */
export async function lookAtHandshake(
	api: SmartRecruitersApi,
	subscriptions: readonly SrSubscription[],
	{ isOwn }: OwnAddress,
	{ effects }: Pick<ChallengeAccess, 'effects'>,
): Promise<PreflightLine> {
	const check = 'handshake';
	const own = subscriptions.filter(({ callbackUrl }) => isOwn(callbackUrl));
	const active = own.filter(({ status }) => status === 'active');
	if (own.length === 0) return lineOf(check, 'handshakeNone');
	if (active.length === 0) return lineOf(check, 'handshakeOpen');
	for (const { id } of active) {
		const last = await attempt(effects, async () => await getLastCall(api, id));
		if (last.kind === 'answered' && last.value?.failed)
			return lineOf(check, 'handshakeFailing', { date: last.value.calledAt });
	}
	return lineOf(check, 'handshakeDone', { count: active.length });
}
