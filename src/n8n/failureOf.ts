import type { Failure } from 'n8n-workflow';
import { ConnectorError } from '../errors/ConnectorError';
import { HttpStatusError } from '../errors/HttpStatusError';
import type { LimitName } from '../errors/limitTexts';
import { PauseSignal } from '../errors/PauseSignal';
import { ResponseSchemaError } from '../errors/ResponseSchemaError';

const OUTAGES: readonly LimitName[] = ['linkedInOutage', 'smartRecruitersOutage'];

/** Why something failed, in n8n's words: by them n8n decides when to poll again (n8n-platform reference §11). */
export function failureOf(error: unknown, nowMs: number): Failure {
	if (error instanceof PauseSignal) {
		const { limit, resumeAtMs } = error;
		if (limit === 'linkedInRequests')
			return { cause: 'quota-exhausted', resetsAtEpochMs: resumeAtMs };
		return {
			cause: OUTAGES.includes(limit) ? 'temporarily-unavailable' : 'rate-limited',
			retryAfterMs: Math.max(0, resumeAtMs - nowMs),
		};
	}
	if (error instanceof HttpStatusError && error.status === 401)
		return { cause: 'credential-invalid' };
	if (error instanceof ConnectorError && !(error instanceof ResponseSchemaError))
		return { cause: error.fate === 'stop' ? 'configuration-invalid' : 'temporarily-unavailable' };
	return { cause: 'node-defect' };
}
