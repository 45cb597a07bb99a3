import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { z } from 'zod';

const SHORTEST_PASSWORD = 12;
const PagesSchema = z.object({ user: z.string().min(1), password: z.string() });

/** The credential of the pages asks nobody: what can be wrong with it is in its fields. */
export async function testPagesCredential(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return await Promise.resolve(verdict(credential.data));
}

function verdict(fields: unknown): INodeCredentialTestResult {
	const parsed = PagesSchema.safeParse(fields);
	if (!parsed.success) return { status: 'Error', message: 'Enter a user name and a password.' };
	return parsed.data.password.length < SHORTEST_PASSWORD
		? {
				status: 'Error',
				message: `The password is short. Choose one of ${SHORTEST_PASSWORD} characters or more: n8n does not lock anybody out after wrong ones.`,
			}
		: { status: 'OK', message: 'The pages can be opened with this name and password.' };
}
