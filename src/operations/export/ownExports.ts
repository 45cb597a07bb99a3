import type { ExportedCandidate } from '../../linkedin/exportedCandidates';

/**
 * This customer's exports first, in LinkedIn's order, as RSC Trigger hands them on; of other customers' exports nothing
 * but whose they are.
 *
 * @param contexts URNs under which LinkedIn may name this customer
 */
export function ownExports(
	elements: readonly ExportedCandidate[],
	contexts: ReadonlySet<string>,
): ExportedCandidate[] {
	const isOwn = ({ organizationUrn }: ExportedCandidate): boolean =>
		organizationUrn !== undefined && contexts.has(organizationUrn);
	const others = elements.filter((one) => !isOwn(one));
	return [
		...elements.filter(isOwn),
		...others.map(({ organizationUrn }) => ({
			employers: [],
			...(organizationUrn && { organizationUrn }),
		})),
	];
}
