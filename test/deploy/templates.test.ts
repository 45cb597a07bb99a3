import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../scripts/n8n/freePort';
import { DEPLOY } from '../../scripts/n8n/paths';
import { answerLibrary } from '../../scripts/templates/answerLibrary';
import { readTemplates } from '../../scripts/templates/readTemplates';
import { writeLibrary } from '../../scripts/templates/writeLibrary';
import { isInstalled, PATH_OF_SERVERS } from '../support/isInstalled';
import { nonEmpty } from '../support/nonEmpty';
import { readYaml } from '../support/readYaml';
import { untilOpen } from '../support/untilOpen';

const N8N = 'http://localhost:5678';

describe('deploy/compose.templates.yaml', () => {
	it('gives n8n the address under which it publishes the library, on this machine only', () => {
		expect(readYaml('deploy/compose.templates.yaml')).toMatchObject({
			services: {
				n8n: { environment: { N8N_TEMPLATES_HOST: 'http://localhost:4030' } },
				templates: { ports: ['127.0.0.1:4030:8080'] },
			},
		});
	});
});

(isInstalled('nginx') ? describe : describe.skip)('the library behind nginx', () => {
	const folder = mkdtempSync(join(tmpdir(), 'rsc-library-'));
	let port: number;
	let nginx: ChildProcess;
	beforeAll(async () => {
		port = await freePort();
		const library = join(folder, 'library');
		writeLibrary(library);
		const server = readFileSync(join(DEPLOY, 'templates.conf'), 'utf8')
			.replace('/srv/templates', library)
			.replace('listen 8080', `listen 127.0.0.1:${port}`);
		const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
			(name) => `${name}_temp_path ${join(folder, name)};`,
		);
		writeFileSync(
			join(folder, 'nginx.conf'),
			[
				...(process.getuid?.() === 0 ? ['user root;'] : []),
				`pid ${join(folder, 'nginx.pid')};`,
				'daemon off;',
				'events {}',
				`http { access_log off; ${temporary.join(' ')}\n${server}\n}`,
			].join('\n'),
		);
		nginx = spawn('nginx', ['-e', join(folder, 'error.log'), '-c', join(folder, 'nginx.conf')], {
			env: { PATH: PATH_OF_SERVERS },
			stdio: 'ignore',
		});
		await untilOpen(port);
	});
	afterAll(async () => {
		const gone = new Promise((resolve) => nginx.once('exit', resolve));
		nginx.kill();
		await gone;
		rmSync(folder, { recursive: true, force: true });
	});

	const call = async (path: string, method = 'GET'): Promise<Response> =>
		await fetch(`http://127.0.0.1:${port}${path}`, { method, headers: { origin: N8N } });

	it('answers the editor as the library itself does, whatever the query says', async () => {
		const templates = readTemplates();
		const paths = [
			'/health',
			'/templates/categories',
			'/templates/collections?category=&search=',
			'/templates/search?page=1&limit=20&category=&search=',
			...templates.map(({ id }) => `/templates/workflows/${id}`),
			...templates.map(({ id }) => `/workflows/templates/${id}`),
		];
		for (const path of nonEmpty(paths)) {
			const answer = await call(path);
			expect({ path, status: answer.status }).toEqual({ path, status: 200 });
			expect(answer.headers.get('content-type')).toBe('application/json');
			expect(answer.headers.get('access-control-allow-origin')).toBe(N8N);
			expect(await answer.json()).toEqual(answerLibrary(templates, path).body);
		}
	});

	it('lets the browser ask first, and has nothing else', async () => {
		const first = await call('/templates/search', 'OPTIONS');
		expect(first.status).toBe(204);
		expect(first.headers.get('access-control-allow-credentials')).toBe('true');
		expect(first.headers.get('access-control-allow-headers')).toBe('n8n-version');
		expect((await call('/templates/workflows/nothing')).status).toBe(404);
		expect((await call('/..%2f..%2fetc/passwd')).status).toBe(400);
	});
});
