/** Where LinkedIn's pages are: the sandbox in this process, or one of its own. */
type Sandbox = { linkedInUrl: string };

const SETTINGS = '/recruiter/settings/ats';
const BUNDLES = 'RECRUITER_SYSTEM_CONNECT_COMPANY,RECRUITER_SYSTEM_CONNECT_CONTRACT';

/** A Recruiter admin at LinkedIn's pages in the sandbox, by plain HTTP instead of a browser. */
export class RecruiterAdmin {
	private constructor(
		private readonly sandbox: Sandbox,
		private readonly cookie: string,
	) {}

	static async signIn(
		sandbox: Sandbox,
		email = 'olivia.hart@example.com',
	): Promise<RecruiterAdmin> {
		const response = await fetch(`${sandbox.linkedInUrl}/login`, {
			method: 'POST',
			body: new URLSearchParams({ email }),
			redirect: 'manual',
		});
		const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
		if (!cookie) throw new Error(`${email} cannot sign in`);
		return new RecruiterAdmin(sandbox, cookie);
	}

	/** Requests both bundles for a contract in the configuration widget. @returns what it calls back with */
	async requestInWidget(contractUrn: string): Promise<unknown> {
		const query = new URLSearchParams({
			api_key: 'sandbox-child',
			origin: 'http://localhost:8080',
			types: BUNDLES,
		});
		const page = await this.visit(`/rsc/connect?${query.toString()}`, { contract: contractUrn });
		const message = /postMessage\((\{.*\}), window/.exec(page)?.[1];
		if (!message) throw new Error('The widget called nothing back');
		const parsed: unknown = JSON.parse(message);
		return parsed;
	}

	/** Product settings → ATS, as HTML. */
	async settings(): Promise<string> {
		return await this.visit(SETTINGS);
	}

	/** Turns a switch: the company's, or a contract's. */
	async turn(enabled: boolean, contractUrn?: string): Promise<void> {
		await this.visit(SETTINGS, {
			app: 'sandbox-child',
			enabled: String(enabled),
			...(contractUrn !== undefined && { contract: contractUrn }),
		});
	}

	/** What the profile widget shows beside a candidate, as HTML. */
	async profileOf(candidateId: string, organization = 'urn:li:organization:1000'): Promise<string> {
		const query = new URLSearchParams({
			api_key: 'sandbox-child',
			origin: 'http://localhost:8080',
			type: 'ATS',
			context: organization,
			candidate: candidateId,
		});
		return await this.visit(`/rsc/profile?${query.toString()}`);
	}

	private async visit(path: string, form?: Record<string, string>): Promise<string> {
		const response = await fetch(this.sandbox.linkedInUrl + path, {
			method: form ? 'POST' : 'GET',
			headers: { cookie: this.cookie },
			redirect: 'manual',
			...(form && { body: new URLSearchParams(form) }),
		});
		const text = await response.text();
		if (response.status >= 400)
			throw new Error(`${path.split('?')[0] ?? ''} answered ${response.status}`);
		return text;
	}
}
