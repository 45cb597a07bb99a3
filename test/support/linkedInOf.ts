import { connect } from '../../src/operations/connect';
import type { LinkedInApi } from '../../src/linkedin/LinkedInApi';
import type { Sandbox } from '../../sandbox/createSandbox';
import { type ConnectionChoice, sandboxConnection } from '../../scripts/support/sandboxConnection';

/** LinkedIn's client alone, on a sandbox. */
export function linkedInOf(
	sandbox: Sandbox,
	linkedIn: ConnectionChoice['linkedIn'] = {},
): LinkedInApi {
	return connect(sandboxConnection(sandbox, { linkedIn }), Number.POSITIVE_INFINITY).linkedIn;
}
