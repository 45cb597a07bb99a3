import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NODE, ROOT, TSX } from '../../scripts/n8n/paths';

const folder = mkdtempSync(join(tmpdir(), 'rsc-start-'));
afterAll(() => {
	rmSync(folder, { recursive: true, force: true });
});

/** `npm start -- --once` with a small company. @returns its exit code, its lines, and its last one as data */
async function startOnce() {
	const options = ['--once', '--people', '150', '--folder', folder];
	const child = spawn(NODE, [TSX, join(ROOT, 'scripts', 'start', 'main.ts'), ...options], {
		cwd: ROOT,
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const code = await new Promise((resolve) => child.once('exit', resolve));
	const lines = output.trim().split('\n');
	const last = lines.at(-1) ?? '';
	return { code, output, summary: last.startsWith('{') ? JSON.parse(last) : undefined };
}

const seconds = { asymmetricMatch: (value: unknown) => typeof value === 'number' && value < 90 };

it('npm start walks the whole journey once; a second start sends nothing, and finds everything as it was', async () => {
	const first = await startOnce();
	expect(first.output).not.toMatch(/FAILED|BUT /);
	expect(first.code).toBe(0);
	expect(first.summary).toMatchObject({
		ok: true,
		throttled: 0,
		tour: {
			ok: true,
			mapped: 11,
			inMailSeconds: seconds,
			exportSeconds: seconds,
			changeSeconds: seconds,
			deletionSeconds: seconds,
			before: [],
		},
	});
	const { streams } = first.summary;
	// One was deleted, and one exported.
	expect(streams.candidates).toMatchObject({ agree: true, held: streams.candidates.expected });

	const second = await startOnce();
	expect(second.output).not.toMatch(/FAILED|BUT /);
	expect(second.code).toBe(0);
	expect(second.summary).toMatchObject({ ok: true, streams });
	expect(second.summary.recordsWritten).toEqual({});
	expect(second.summary.tour).toEqual({
		...first.summary.tour,
		before: ['mapped', 'inMail', 'exported', 'changed', 'deleted'],
	});
}, 600_000);
