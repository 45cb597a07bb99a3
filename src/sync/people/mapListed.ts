import type { CandidateRecord } from '../../linkedin/candidates';
import { candidateToLinkedIn } from '../../mapping/candidateToLinkedIn';
import { isPlaceholderEmail } from '../../mapping/placeholderEmail';
import type { Rejection } from '../../mapping/Rejection';
import { doNotContact } from '../../mapping/SharingRules';
import type { SrCandidateListItem } from '../../smartrecruiters/schemas';
import type { Work } from '../Work';

/** People of a list page as LinkedIn wants them. */
export function mapListed(
	{ options, sharing }: Pick<Work, 'options' | 'sharing'>,
	items: readonly SrCandidateListItem[],
): {
	mapped: Map<string, CandidateRecord>;
	unmapped: Rejection[];
	/** LinkedIn takes somebody without an address only with their link, which the deep pass reads, where there is one. */
	forDeepPass: Set<string>;
} {
	const mapped = new Map<string, CandidateRecord>();
	const unmapped: Rejection[] = [];
	const forDeepPass = new Set<string>();
	for (const item of items) {
		if (options.details && isPlaceholderEmail(item.email)) {
			forDeepPass.add(item.id);
			continue;
		}
		const result = candidateToLinkedIn(
			item,
			options.profileUrl,
			undefined,
			doNotContact(item, sharing.rules),
		);
		if (result.ok) mapped.set(item.id, { id: item.id, fields: result.value });
		else unmapped.push({ kind: 'candidate', recordId: item.id, code: result.code });
	}
	return { mapped, unmapped, forDeepPass };
}
