import { HistoryOffice, type OfficeChoice } from './HistoryOffice';

export let office: HistoryOffice;

export async function open(choice: OfficeChoice = {}): Promise<void> {
	office = await HistoryOffice.open(choice);
}

export const parkedKeys = async () => (await office.parked()).map(({ recordKey }) => recordKey);

/** What the audit trail tells besides. */
export function audit(name: string, entityId: string, candidateId?: string, jobId?: string): void {
	const occurredOn = new Date(office.nowMs).toISOString();
	office.intercept('smartRecruiters', ({ url }) =>
		url.includes('audit-events')
			? {
					body: JSON.stringify({
						content: [{ id: 'e', eventName: name, entityId, candidateId, jobId, occurredOn }],
					}),
				}
			: undefined,
	);
}

/** Someone with a review that is at LinkedIn. */
export async function reviewed() {
	const one = office.someone();
	const { id, jobId } = office.applicationOf(one);
	const reviewId = 'review-1';
	office.sandbox.context.live.putReview(
		{
			id: reviewId,
			candidateId: one.id,
			jobId,
			reviewerId: office.company.users[2]?.id ?? '',
			overallRating: 4,
			comment: 'Good',
			createdOn: office.nowMs,
			updatedOn: office.nowMs,
		},
		office.nowMs,
	);
	await office.records([{ candidateId: one.id }]);
	expect(office.held.applications.get(id)?.interviewFeedback.size).toBe(1);
	return { one, reviewId, parent: id };
}

export const reviewDeleted = (candidateId: string, reviewId: string) => ({
	event: 'review.deleted',
	reviewId,
	applicationId: office.company.candidateById(candidateId)?.applications[0]?.applicationId ?? '',
});

/** Closes the sandbox that a test has opened. */
export function closeAfterEach(): void {
	afterEach(async () => {
		await office.close();
	});
}
