import { randomUUID } from 'node:crypto';
import { ProcessBudgets } from '../../src/operations/budgets/ProcessBudgets';
import type { Connection } from '../../src/operations/connect';
import { DEFAULT_VERSION } from '../../src/linkedin/LinkedInSettings';
import type { Sandbox } from '../../sandbox/createSandbox';
import { fetchTransport } from './fetchTransport';
import { VirtualTime } from './VirtualTime';

export interface ConnectionChoice {
	linkedIn?: Partial<Connection['linkedIn']['settings']>;
	requestsPerSecond?: number;
	clientSecret?: string;
	smartRecruitersSecret?: string;
	/** Of the process that it belongs to; a process of its own without. */
	budgets?: ProcessBudgets;
}

/** The product's view of a sandbox, living on the sandbox's clock: waiting costs no real time. */
export function sandboxConnection(sandbox: Sandbox, choice: ConnectionChoice = {}): Connection {
	const time = new VirtualTime(sandbox.context.clock);
	return {
		linkedIn: {
			settings: {
				baseUrl: sandbox.linkedInUrl,
				organizationUrn: 'urn:li:organization:1000',
				generation: 'recommended',
				overrides: {},
				version: DEFAULT_VERSION,
				protocol: '1.0',
				recordsPerMinute: 10_000,
				requestsPerDay: 100_000,
				...choice.linkedIn,
			},
			transport: time.watch(
				fetchTransport({
					tokenUrl: `${sandbox.linkedInUrl}/oauth/v2/accessToken`,
					clientId: 'sandbox-child',
					clientSecret: choice.clientSecret ?? 'sandbox-child-secret',
				}),
			),
		},
		smartRecruiters: {
			settings: {
				baseUrl: sandbox.smartRecruitersUrl,
				requestsPerSecond: choice.requestsPerSecond ?? 10,
				credentialId: 'sandbox-sr',
			},
			transport: time.watch(
				fetchTransport({
					tokenUrl: `${sandbox.smartRecruitersUrl}/identity/oauth/token`,
					clientId: 'sandbox-sr',
					clientSecret: choice.smartRecruitersSecret ?? 'sandbox-sr-secret',
				}),
			),
		},
		effects: time,
		random: () => 0.5,
		budgets: choice.budgets ?? new ProcessBudgets(randomUUID()),
	};
}
