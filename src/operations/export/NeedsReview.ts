import type { ExportReviewCode } from '../../mapping/ExportReview';

/** Not an error: this export cannot go on before a person has decided. Raised anywhere in an export, caught at its top. */
export class NeedsReview extends Error {
	override readonly name = 'NeedsReview';

	constructor(
		readonly code: ExportReviewCode,
		/** Candidates that a person may choose from. */
		readonly candidateIds: readonly string[] = [],
		/** What else is known, without personal data. */
		readonly detail?: string,
	) {
		super(`Needs review: ${code}`);
	}
}
