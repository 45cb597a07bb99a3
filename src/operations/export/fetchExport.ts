import { WaitLedger } from '../../http/WaitLedger';
import { type ExportedCandidate, fetchExportedCandidates } from '../../linkedin/exportedCandidates';
import { ownsContract } from '../../linkedin/pushedData';
import { type LinkedInSide, openLinkedIn, type World } from '../connect';
import { ownExports } from './ownExports';

/**
 * What LinkedIn holds under a request id; empty when it does not know it, or no longer. LinkedIn may name this customer
 * by a contract: it is this customer's where the application may read it.
 */
export async function fetchExport(
	linkedIn: LinkedInSide,
	world: World,
	requestId: string,
	timeLimitMs: number,
): Promise<ExportedCandidate[]> {
	const frame = { deadlineMs: world.effects.now() + timeLimitMs, ledger: new WaitLedger() };
	const { api } = openLinkedIn(linkedIn, world, frame);
	const elements = await fetchExportedCandidates(api, requestId);
	const own = new Set([linkedIn.settings.organizationUrn]);
	for (const context of new Set(elements.map(({ organizationUrn = '' }) => organizationUrn)))
		if (/^urn:li:contract:\d+$/.test(context) && (await ownsContract(api, context)))
			own.add(context);
	return ownExports(elements, own);
}
