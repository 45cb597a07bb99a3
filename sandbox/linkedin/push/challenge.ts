import { randomUUID } from '../../core/chance';
import { z } from 'zod';
import type { Switches } from '../../core/Switches';
import type { LinkedInApp } from '../LinkedInApps';
import { callOut, type CallOutcome } from './callOut';
import { hmacHex } from './signPush';

/** Asks a callback to prove that it knows the secret (LinkedIn reference §3.2). @returns why it did not; empty: it did */
export async function challenge(
	url: string,
	app: LinkedInApp,
	switches: Switches,
	ended: AbortSignal,
): Promise<{ why: string; ms: number }> {
	const code = randomUUID();
	const target = new URL(url);
	target.searchParams.set('challengeCode', code);
	const form = switches.text('li§3.2 applicationId form');
	const number = app.urn.split(':').pop() ?? '';
	if (form !== 'absent')
		target.searchParams.set('applicationId', form === 'urn' ? app.urn : number);
	const deadlineMs = switches.number('li§3.2 challenge deadline ms');
	const answer = await callOut(target.href, { method: 'GET', deadlineMs, ended });
	return { ms: answer.ms, why: complaintAbout(answer, code, app.clientSecret) };
}

function complaintAbout(answer: CallOutcome, code: string, secret: string): string {
	if (answer.why !== '') return answer.why;
	if (answer.status !== 200) return `status ${answer.status}`;
	if (!answer.contentType.startsWith('application/json')) return 'no application/json';
	const expected = z.object({
		challengeCode: z.literal(code),
		challengeResponse: z.literal(hmacHex(code, secret)),
	});
	try {
		return expected.safeParse(JSON.parse(answer.body)).success ? '' : 'wrong answer';
	} catch {
		return 'no JSON';
	}
}
