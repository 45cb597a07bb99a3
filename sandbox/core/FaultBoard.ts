import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { editAnswer, EditSchema } from './editAnswer';

/**
 * What goes wrong, and how often.
 * - `status`: that status instead of an answer. `reset`: the connection dies before an answer.
 * - `lost`: the request is carried out, but the answer never arrives.
 * - `hang`: no answer until the client leaves. `slow`: the answer comes after `delayMs`.
 * - `cutOff`: the answer stops in the middle. `malformed`: the answer is complete, but no JSON.
 * - `odd`: the answer is JSON, with `edits` made in it.
 */
export const FaultSchema = z.object({
	vendor: z.enum(['linkedin', 'smartrecruiters']).optional(),
	method: z.string().optional(),
	/** Part of the path, or a pattern between slashes. */
	path: z.string().default(''),
	/** Part of what the request says: behind the question mark, decoded, or in its body. */
	says: z.string().optional(),
	kind: z.enum(['status', 'reset', 'lost', 'hang', 'slow', 'cutOff', 'malformed', 'odd']),
	status: z.number().int().default(503),
	retryAfter: z.string().optional(),
	body: z.unknown().optional(),
	edits: z.array(EditSchema).optional(),
	delayMs: z.number().default(1000),
	times: z.number().int().positive().default(1),
	/** How many matching requests pass unharmed first. */
	skip: z.number().int().nonnegative().default(0),
});
export type Fault = z.infer<typeof FaultSchema>;
export type FaultInput = z.input<typeof FaultSchema>;

const HANG_MS = 130_000;

export class FaultBoard {
	private faults: Fault[] = [];

	add(faults: readonly Fault[]): void {
		this.faults.push(...faults.map((fault) => ({ ...fault })));
	}

	/** What is still going to happen. */
	pending(): readonly Fault[] {
		return this.faults;
	}

	reset(): void {
		this.faults = [];
	}

	/** The fault that hits this request, if any; it is used up by that. */
	claim(vendor: string, method: string, path: string, said = ''): Fault | undefined {
		for (const fault of this.faults) {
			if (fault.vendor && fault.vendor !== vendor) continue;
			if (fault.method && fault.method.toUpperCase() !== method) continue;
			if (!matches(fault.path, path) || !said.includes(fault.says ?? '')) continue;
			if (fault.skip > 0) {
				fault.skip -= 1;
				continue;
			}
			fault.times -= 1;
			this.faults = this.faults.filter(({ times }) => times > 0);
			return fault;
		}
		return undefined;
	}

	/** Carries out a fault that replaces the answer; says whether it has taken over. */
	async before(fault: Fault, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
		if (fault.kind === 'hang') {
			reply.hijack();
			const timer = setTimeout(() => request.raw.socket.destroy(), HANG_MS);
			timer.unref();
			request.raw.socket.once('close', () => {
				clearTimeout(timer);
			});
			return true;
		}
		if (fault.kind === 'reset') {
			reply.hijack();
			request.raw.socket.destroy();
			return true;
		}
		if (fault.kind === 'status') {
			if (fault.retryAfter) void reply.header('retry-after', fault.retryAfter);
			await reply.code(fault.status).send(fault.body ?? { status: fault.status, message: 'Fault' });
			return true;
		}
		return false;
	}

	/** Carries out a fault that spoils a finished answer, or keeps it waiting. */
	async after(fault: Fault, payload: string, reply: FastifyReply): Promise<string> {
		if (fault.kind === 'slow') await wait(fault.delayMs);
		if (fault.kind === 'odd') return editAnswer(payload, fault.edits ?? []);
		if (fault.kind === 'malformed') return payload.slice(0, Math.max(1, payload.length - 2));
		const { socket } = reply.raw;
		if (fault.kind === 'lost') {
			reply.hijack();
			socket?.destroy();
		}
		if (fault.kind === 'cutOff') {
			reply.hijack();
			socket?.write(
				`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${payload.length + 10}\r\n\r\n${payload.slice(0, payload.length / 2)}`,
				() => socket.destroy(),
			);
		}
		return payload;
	}
}

function matches(pattern: string, path: string): boolean {
	const expression = /^\/(.+)\/$/.exec(pattern)?.[1];
	return expression && pattern.endsWith('/')
		? new RegExp(expression).test(path)
		: path.includes(pattern);
}

async function wait(ms: number): Promise<void> {
	await new Promise((resolve) => {
		setTimeout(resolve, ms).unref();
	});
}
