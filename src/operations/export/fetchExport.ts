import { WaitLedger } from '../../http/WaitLedger';
import { type ExportedCandidate, fetchExportedCandidates } from '../../linkedin/exportedCandidates';
import { type LinkedInSide, openLinkedIn, type World } from '../connect';
import { ownExports } from './ownExports';

/** What LinkedIn holds under a request id; empty when it does not know it, or no longer. */
export async function fetchExport(
	linkedIn: LinkedInSide,
	world: World,
	requestId: string,
	timeLimitMs: number,
): Promise<ExportedCandidate[]> {
	const frame = { deadlineMs: world.effects.now() + timeLimitMs, ledger: new WaitLedger() };
	const { api } = openLinkedIn(linkedIn, world, frame);
	const elements = await fetchExportedCandidates(api, requestId);
	return ownExports(elements, new Set([linkedIn.settings.organizationUrn]));
}
