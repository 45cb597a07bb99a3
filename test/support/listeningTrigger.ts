import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { RscTrigger } from '../../nodes/RscTrigger/RscTrigger.node';
import { signatureOf } from '../../src/linkedin/signature';
import { linkedInCredential } from '../../scripts/support/nodeCredentials';
import { pushFront, type PushFront } from './pushFront';
import { TriggerRun } from './runTrigger';

export const SECRET = 'sandbox-child-secret';

export const UUID = '7f1c9a30-1d2b-4c3d-8e4f-5a6b7c8d9e0f';

export const EXPORTED = {
	integrationContext: 'urn:li:organization:1000',
	externalJobPostingId: 'J1',
	candidate: { firstName: 'Ada', lastName: 'Lo' },
};

export let sandbox: Sandbox;

export let front: PushFront;

let nodes = 0;

interface Choice {
	options?: { takeOver?: boolean; registerTestUrl?: boolean };
	events?: string[];
	credential?: object;
}

export function trigger({ options = {}, events, credential }: Choice = {}): TriggerRun {
	nodes += 1;
	return new TriggerRun(
		new RscTrigger(),
		{ events: events ?? ['candidateExported', 'integrationStatusChanged'], options },
		linkedInCredential(sandbox, { apiBaseUrl: front.linkedInUrl, ...credential }),
		`node-${nodes}`,
	);
}

export function push(id: string, type = 'EXPORT_CANDIDATE_PROFILE', secret = SECRET) {
	const text = JSON.stringify({ id, type, expiresAt: Date.now() + 3_600_000 });
	return { rawBody: Buffer.from(text), headers: { 'x-li-signature': signatureOf(text, secret) } };
}

/** Before each test: a sandbox and whoever calls from outside. */
export function openBeforeEach(): void {
	beforeEach(async () => {
		sandbox = await createSandbox({ people: 10 });
		front = await pushFront(sandbox.linkedInUrl);
	});
	afterEach(async () => {
		await front.close();
		await sandbox.close();
	});
}
