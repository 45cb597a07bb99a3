import { z } from 'zod';

/** The body of a submission of jobs in which one has another place; the sandbox drops a job that is in "Nowhere". */
export function movedTo(location: string, jobId: string, body: string): string {
	const { elements, ...rest } = z
		.object({ elements: z.array(z.object({ externalJobPostingId: z.string() }).passthrough()) })
		.passthrough()
		.parse(JSON.parse(body));
	return JSON.stringify({
		...rest,
		elements: elements.map((one) => ({
			...one,
			...(one.externalJobPostingId === jobId && { location }),
		})),
	});
}
