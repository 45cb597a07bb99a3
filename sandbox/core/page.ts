import type { FastifyReply, FastifyRequest } from 'fastify';
import { html, Html } from './html';

const STYLE = new Html(`
	:root { color-scheme: light dark; --line: #8c8c8c55; --soft: #8c8c8c1f; }
	* { box-sizing: border-box; }
	body { margin: 0; font: 16px/1.5 system-ui, "DejaVu Sans", sans-serif; }
	header { padding: .6rem 1.2rem; border-bottom: 1px solid var(--line); font-weight: 700; }
	main { max-width: 50rem; margin: 1.2rem auto; padding: 0 1.2rem; }
	h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
	.card { border: 1px solid var(--line); border-radius: .5rem; padding: .8rem 1rem; margin: .8rem 0; overflow-wrap: anywhere; }
	.muted { opacity: .8; font-size: .9rem; }
	.text { white-space: pre-wrap; margin: .3rem 0; }
	label { display: block; margin-top: .6rem; } label.inline { display: inline-block; margin-right: 1rem; }
	textarea, input[type=text], input[type=search] { font: inherit; width: 100%; padding: .4rem .6rem; }
	button { font: inherit; margin-top: .6rem; padding: .35rem .9rem; border-radius: 1rem; border: 1px solid; cursor: pointer; background: none; color: inherit; }
	ul.plain { list-style: none; padding: 0; }
`);

/** A plain page of either vendor, marked as the sandbox's. */
export function page(product: string, title: string, body: Html): Html {
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<title>${title} · ${product} (sandbox)</title>
				<style>
					${STYLE}
				</style>
			</head>
			<body>
				<header>${product} <span class="muted">sandbox, not the real one</span></header>
				<main>
					<h1>${title}</h1>
					${body}
				</main>
			</body>
		</html> `;
}

export async function showPage(reply: FastifyReply, content: Html, status = 200): Promise<void> {
	await reply
		.code(status)
		.type('text/html; charset=utf-8')
		.header('cache-control', 'no-store')
		.send(content.text);
}

/** The fields of a posted form. */
export function formOf(request: FastifyRequest): URLSearchParams {
	return new URLSearchParams(typeof request.body === 'string' ? request.body : '');
}

/** A time as people read it. */
export const readableTime = (ms: number): string =>
	`${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
