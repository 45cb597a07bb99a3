import type { FastifyReply } from 'fastify';
import { html, Html } from '../../core/html';
import type { RecruiterPerson } from './RecruiterDirectory';

const STYLE = new Html(`
	:root { color-scheme: light dark; --line: #8c8c8c55; --soft: #8c8c8c1f; --accent: #0a66c2; --on: #057642; }
	@media (prefers-color-scheme: dark) { :root { --accent: #70b5f9; --on: #6fcf97; } }
	* { box-sizing: border-box; }
	body { margin: 0; font: 16px/1.5 system-ui, "Open Sans", "DejaVu Sans", sans-serif; }
	header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; padding: .6rem 1.2rem; border-bottom: 1px solid var(--line); }
	header .brand { font-weight: 700; color: var(--accent); }
	header .right { margin-left: auto; display: flex; gap: .8rem; align-items: center; flex-wrap: wrap; }
	main { max-width: 46rem; margin: 1.5rem auto; padding: 0 1.2rem; }
	main.narrow { max-width: 32rem; }
	h1 { font-size: 1.4rem; margin: 0 0 .6rem; } h2 { font-size: 1.1rem; margin: 0; }
	a { color: var(--accent); }
	nav a { margin-right: 1rem; } nav a[aria-current] { font-weight: 700; text-decoration: none; border-bottom: 2px solid; }
	.card { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: 1rem 0; }
	.row { display: flex; gap: 1rem; justify-content: space-between; align-items: flex-start; padding: .7rem 0; border-top: 1px solid var(--line); }
	.row > div { min-width: 0; }
	.muted { opacity: .8; font-size: .9rem; } .unnamed { font-style: italic; }
	.notice { border-left: 4px solid #b24020; background: var(--soft); padding: .6rem .9rem; margin: 1rem 0; }
	button { font: inherit; padding: .4rem .9rem; border-radius: 1.2rem; border: 1px solid var(--accent); background: none; color: var(--accent); cursor: pointer; white-space: nowrap; }
	button.main { background: #0a66c2; border-color: #0a66c2; color: #fff; }
	button:disabled { opacity: .65; cursor: not-allowed; }
	button[role=switch] { min-width: 5.2rem; } button[role=switch][aria-checked=true] { background: #057642; border-color: #057642; color: #fff; }
	ul.plain { list-style: none; margin: 0; padding: 0; } ul.plain li { margin: .4rem 0; }
	.choice { display: flex; gap: .7rem; border: 1px solid var(--line); border-radius: .5rem; padding: .7rem .9rem; margin: .5rem 0; align-items: flex-start; }
	.choice input { margin-top: .35rem; }
	input[type=email] { font: inherit; padding: .35rem .6rem; width: 100%; max-width: 20rem; }
	table { border-collapse: collapse; width: 100%; } td, th { text-align: left; padding: .3rem .6rem .3rem 0; vertical-align: top; }
`);

export interface RecruiterPage {
	title: string;
	body: Html;
	/** Who is signed in; without, no person stands in the head. */
	person?: RecruiterPerson | undefined;
	/** Address of this page, to come back to after signing in as somebody else. */
	here?: string;
	narrow?: boolean;
}

/** A page of LinkedIn's web side: plain, server-rendered, and marked as the sandbox's. */
export function recruiterPage({ title, body, person, here, narrow }: RecruiterPage): Html {
	return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Recruiter (sandbox)</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<span class="brand">Recruiter</span><span class="muted">sandbox, not LinkedIn</span>
${person && signedIn(person, here ?? '/linkedin/recruiter')}
</header>
<main${narrow && new Html(' class="narrow"')}>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
}

const signedIn = (person: RecruiterPerson, here: string): Html =>
	html`<form class="right" method="post" action="/linkedin/logout">
		<span data-testid="signed-in">${person.name}</span>
		<input type="hidden" name="session_redirect" value="${here}" />
		<button data-testid="switch-person">Sign in as somebody else</button>
	</form>`;

export async function sendPage(reply: FastifyReply, page: Html, status = 200): Promise<void> {
	await reply
		.code(status)
		.type('text/html; charset=utf-8')
		.header('cache-control', 'no-store')
		.send(page.text);
}
