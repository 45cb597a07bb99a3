import { z } from 'zod';
import { fromJson } from '../../basics/fromJson';
import { brokenCallbackRule, isLoopback } from '../../linkedin/checkCallbackUrl';
import { askInTime, type ChallengeAccess } from '../push/askChallenge';
import { lineOf, type PreflightLine } from './PreflightLine';

/** How this n8n is reached. */
export interface OwnAddress {
	/** Below it, n8n serves production webhooks, for example `https://n8n.example.com/webhook`; undefined when n8n does not tell. */
	webhooks: string | undefined;
	/** Whether an address is one of this n8n's. */
	isOwn: (url: string) => boolean;
}

const BROKEN = {
	local: 'addressLocal',
	plain: 'addressPlain',
	port: 'addressPort',
	tunnel: 'addressTunnel',
} as const;

/** Networks that nobody outside reaches: RFC 1918, RFC 6598, link-local, and names without a public suffix. */
const PRIVATE =
	/^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.|\[f[cde])|^[^.[\]]+$|\.(?:local|internal|lan|home|localdomain)$/;

/** What n8n says of a path that no workflow serves. */
const NotRegisteredSchema = z.object({ code: z.literal(404), message: z.string() });

/**
 * Whether n8n's public address can be one that the vendors reach, and whether this n8n answers there. Asked from n8n
 * itself, so that it proves less than the vendors' own calls: those are `lookAtCallback` and the handshake.
 */
export async function lookAtAddress(
	{ webhooks }: OwnAddress,
	linkedInUrl: string,
	access: Pick<ChallengeAccess, 'send' | 'effects' | 'challengeCode'>,
): Promise<PreflightLine[]> {
	if (webhooks === undefined) return [lineOf('address', 'addressUnknown')];
	const url = new URL(webhooks);
	return [addressLine(url, linkedInUrl), await publicLine(webhooks, url.host, access)];
}

function addressLine(url: URL, linkedInUrl: string): PreflightLine {
	const facts = { address: url.origin };
	const broken = brokenCallbackRule(url, linkedInUrl);
	if (broken === 'local') return lineOf('address', 'addressLocal', facts);
	if (isLoopback(url)) return lineOf('address', 'addressSandbox', facts);
	if (PRIVATE.test(url.hostname)) return lineOf('address', 'addressPrivate', facts);
	return lineOf('address', broken ? BROKEN[broken] : 'addressRight', facts);
}

async function publicLine(
	webhooks: string,
	host: string,
	access: Pick<ChallengeAccess, 'send' | 'effects' | 'challengeCode'>,
): Promise<PreflightLine> {
	const url = `${webhooks}/rsc-preflight-${access.challengeCode}`;
	const answer = await askInTime({ method: 'GET', url, headers: {} }, access);
	if (!answer) return lineOf('publicAddress', 'publicSilent', { host });
	const body: unknown = typeof answer.body === 'string' ? fromJson(answer.body) : answer.body;
	return answer.status === 404 && NotRegisteredSchema.safeParse(body).success
		? lineOf('publicAddress', 'publicAnswers', { host })
		: lineOf('publicAddress', 'publicOther', { host, status: answer.status });
}
