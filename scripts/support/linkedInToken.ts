import { z } from 'zod';

const AnswerSchema = z.object({ access_token: z.string() });

/** A token of one of the sandbox's LinkedIn applications, as the application itself gets it. */
export async function linkedInToken(
	{ linkedInUrl }: { linkedInUrl: string },
	id = 'sandbox-child',
	secret = `${id}-secret`,
): Promise<string> {
	const answer = await fetch(`${linkedInUrl}/oauth/v2/accessToken`, {
		method: 'POST',
		body: new URLSearchParams({
			grant_type: 'client_credentials',
			client_id: id,
			client_secret: secret,
		}),
	});
	return AnswerSchema.parse(await answer.json()).access_token;
}
