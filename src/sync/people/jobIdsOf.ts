interface Assigned {
	primaryAssignment?: { job: { id: string } } | undefined;
	secondaryAssignments: ReadonlyArray<{ job: { id: string } }>;
}

/** To which jobs a candidate applied; each once, although SmartRecruiters may name one twice. */
export function jobIdsOf({ primaryAssignment, secondaryAssignments }: Assigned): string[] {
	const ids = [primaryAssignment, ...secondaryAssignments].flatMap((one) =>
		one ? one.job.id : [],
	);
	return [...new Set(ids)];
}
