import { randomBytes } from '../../core/chance';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RecruiterDirectory, RecruiterPerson } from './RecruiterDirectory';

/** Cookies know no ports, so the name must not be one that n8n uses on the same machine. */
const COOKIE = 'sandbox_li_at';

/** Who is signed in to Recruiter's pages, by cookie. */
export class Sessions {
	private readonly emails = new Map<string, string>();

	constructor(private readonly directory: RecruiterDirectory) {}

	open(reply: FastifyReply, person: RecruiterPerson): void {
		const token = randomBytes(18).toString('base64url');
		this.emails.set(token, person.email);
		void reply.header('set-cookie', cookie(token, ''));
	}

	close(request: FastifyRequest, reply: FastifyReply): void {
		this.emails.delete(tokenOf(request));
		void reply.header('set-cookie', cookie('', '; Max-Age=0'));
	}

	personOf(request: FastifyRequest): RecruiterPerson | undefined {
		const email = this.emails.get(tokenOf(request));
		return email === undefined ? undefined : this.directory.personByEmail(email);
	}

	reset(): void {
		this.emails.clear();
	}
}

const cookie = (token: string, life: string): string =>
	`${COOKIE}=${token}; Path=/linkedin; HttpOnly; SameSite=Lax${life}`;

function tokenOf(request: FastifyRequest): string {
	const found = (request.headers.cookie ?? '')
		.split(/;\s*/)
		.find((pair) => pair.startsWith(`${COOKIE}=`));
	return found?.slice(COOKIE.length + 1) ?? '';
}
