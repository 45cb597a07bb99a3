import { z } from 'zod';

const ORGANIZATION = 'urn:li:organization:1000';
const TokenSchema = z.object({ access_token: z.string() });
const PageSchema = z.object({
	nextPageId: z.string().optional(),
	content: z.array(
		z.object({
			id: z.string(),
			firstName: z.string(),
			lastName: z.string(),
			email: z.string().optional(),
			createdOn: z.string(),
			updatedOn: z.string(),
			primaryAssignment: z
				.object({ job: z.object({ id: z.string(), title: z.string() }) })
				.optional(),
		}),
	),
});

/**
 * The fast pass as a bare script: the same calls one after the other, over fetch with kept connections, without retry,
 * limits, checkpoints or a look at the answers.
 *
 * @returns records a second
 */
export async function bareScript(linkedInUrl: string, smartRecruitersUrl: string): Promise<number> {
	const signIn = async (url: string, id: string): Promise<string> => {
		const form = { grant_type: 'client_credentials', client_id: id, client_secret: `${id}-secret` };
		const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form) });
		return `Bearer ${TokenSchema.parse(await response.json()).access_token}`;
	};
	const linkedIn = await signIn(`${linkedInUrl}/oauth/v2/accessToken`, 'sandbox-child');
	const smartRecruiters = await signIn(`${smartRecruitersUrl}/identity/oauth/token`, 'sandbox-sr');
	const write = async (
		path: string,
		name: string,
		records: Array<{ id: string; fields: object }>,
	) => {
		const key = (id: string): string => `${name}=${id}&integrationContext=${ORGANIZATION}`;
		const query = records
			.map(({ id }, at) => `ids[${at}].${name}=${id}&ids[${at}].integrationContext=${ORGANIZATION}`)
			.join('&');
		const entities = Object.fromEntries(records.map(({ id, fields }) => [key(id), fields]));
		const type = (content: string): string => `Content-Type: ${content}\r\n`;
		const body = `--b\r\n${type('application/x-www-form-urlencoded')}\r\n${query}\r\n--b\r\n${type('application/json')}\r\n${JSON.stringify({ entities })}\r\n--b--\r\n`;
		const response = await fetch(linkedInUrl + path, {
			method: 'POST',
			body,
			headers: {
				authorization: linkedIn,
				'linkedin-version': '202603',
				'x-restli-method': 'batch_update',
				'x-http-method-override': 'PUT',
				'content-type': 'multipart/mixed; boundary=b',
			},
		});
		await response.text();
	};
	const begin = performance.now();
	let records = 0;
	let pageId: string | undefined;
	do {
		const query = `limit=100${pageId ? `&pageId=${pageId}` : ''}`;
		const response = await fetch(`${smartRecruitersUrl}/candidates?${query}`, {
			headers: { authorization: smartRecruiters },
		});
		const page = PageSchema.parse(await response.json());
		const people = page.content.filter(
			({ email, lastName }) => email?.includes('.') && lastName.trim(),
		);
		const created = (one: { createdOn: string }): number => Date.parse(one.createdOn);
		const modified = (one: { createdOn: string; updatedOn: string }): number =>
			Math.max(created(one), Date.parse(one.updatedOn));
		await write(
			'/rest/candidates',
			'externalCandidateId',
			people.map((one) => ({
				id: one.id,
				fields: {
					firstName: one.firstName,
					lastName: one.lastName,
					emailAddresses: [one.email],
					addresses: [],
					phoneNumbers: [],
					externalProfileUrl: `https://ats.example.com/${one.id}`,
					externalCreatedAt: created(one),
					externalLastModifiedAt: modified(one),
				},
			})),
		);
		await write(
			'/rest/atsApplications',
			'atsJobApplicationId',
			people.flatMap((one) =>
				one.primaryAssignment
					? {
							id: `${one.id}_${one.primaryAssignment.job.id}`,
							fields: {
								atsCandidateId: one.id,
								atsJobPostingId: one.primaryAssignment.job.id,
								atsJobPostingName: one.primaryAssignment.job.title,
								atsCreatedAt: created(one),
								atsLastModifiedAt: modified(one),
								firstName: one.firstName,
								lastName: one.lastName,
								candidateEmail: one.email,
							},
						}
					: [],
			),
		);
		records += people.length * 2;
		pageId = page.nextPageId;
	} while (pageId);
	return (records / (performance.now() - begin)) * 1000;
}
