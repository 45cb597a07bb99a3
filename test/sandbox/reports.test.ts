import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { DEFAULT_REPORT_ID } from '../../sandbox/smartrecruiters/reports/ReportStore';
import { smartRecruitersKey } from '../../scripts/support/nodeCredentials';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await createSandbox({ people: 40, limits: 'off' });
});
afterEach(async () => {
	await sandbox.close();
});

const keyOf = (): string => {
	const { smartRecruitersApi } = smartRecruitersKey(sandbox);
	return String(smartRecruitersApi?.apiKey);
};

async function ask(path: string, init: RequestInit = {}) {
	const response = await fetch(`${sandbox.smartRecruitersUrl}/reporting-api/v201804${path}`, {
		...init,
		headers: { 'x-smarttoken': keyOf(), ...init.headers },
	});
	const text = await response.text();
	const isJson = response.headers.get('content-type')?.includes('json') ?? false;
	return {
		status: response.status,
		headers: response.headers,
		text,
		body: (isJson && text !== '' ? JSON.parse(text) : {}) as Record<string, unknown>,
	};
}
const reportPath = `/reports/${DEFAULT_REPORT_ID}`;
const start = async () => await ask(`${reportPath}/files`, { method: 'POST' });
const statusOf = async (id: string) => (await ask(`/files/${id}`)).body.reportFileStatus;

async function finished(): Promise<string> {
	const { reportFileId } = (await start()).body;
	const id = String(reportFileId);
	for (let look = 0; look < 3; look += 1) await statusOf(id);
	return id;
}

describe('the Reporting API', () => {
	it('lists reports and tells their columns', async () => {
		const { body } = await ask('/reports?limit=1');
		expect(body).toMatchObject({ content: [{ reportId: DEFAULT_REPORT_ID }], nextPage: '1' });
		expect((await ask(reportPath)).body).toMatchObject({ rowEntityTypeId: 'APPLICATION' });
		expect((await ask('/reports/none')).status).toBe(404);
		expect((await ask('/reports?limit=1001')).status).toBe(400);
	});

	it('makes a file in its time, and one of a report at once', async () => {
		const first = await start();
		expect(first).toMatchObject({ status: 200, body: { reportFileStatus: 'PENDING' } });
		expect((await start()).status).toBe(400);
		const id = String(first.body.reportFileId);
		expect((await ask(`/files/${id}/data`)).status).toBe(404);
		expect([await statusOf(id), await statusOf(id)]).toEqual(['RUNNING', 'COMPLETED']);
		expect((await start()).status).toBe(200);
	});

	it('shows an old file as the recent one while the new one is made, and answers 304 to its tag', async () => {
		await start();
		const recent = await ask(`${reportPath}/files/recent`);
		expect(recent.body.reportFileId).toBe(`${DEFAULT_REPORT_ID}-old`);
		const tag = recent.headers.get('etag') ?? '';
		const again = await ask(`${reportPath}/files/recent`, { headers: { 'if-none-match': tag } });
		expect(again.status).toBe(304);
		expect((await ask(`${reportPath}/files/recent/data`)).text).toContain('Candidate ID');
		const { content } = (await ask(`${reportPath}/files?limit=10`)).body as { content: unknown[] };
		expect(content).toHaveLength(2);
	});

	it('says why a file could not be made', async () => {
		sandbox.context.switches.set('sr§12.1.2 report fails with', 'MISSING_ACCESS_GROUP');
		const id = await finished();
		expect((await ask(`/files/${id}`)).body).toMatchObject({
			reportFileStatus: 'FAILED',
			errorReason: 'MISSING_ACCESS_GROUP',
		});
	});

	it('writes a row for each application, with the applications of one person apart', async () => {
		const { text } = await ask(`/files/${await finished()}/data`);
		const rows = text.trimEnd().split('\r\n').slice(1);
		const candidates = [...sandbox.context.company.candidates()];
		const several = candidates.find(({ applications }) => applications.length > 1);
		expect(rows).toHaveLength(candidates.flatMap(({ applications }) => applications).length);
		const places = rows.flatMap((row, at) => (row.includes(several?.id ?? '?') ? at : []));
		expect((places[1] ?? 0) - (places[0] ?? 0)).toBeGreaterThan(10);
	});

	it('answers a range where it knows ranges, and else everything', async () => {
		const id = await finished();
		const whole = await ask(`/files/${id}/data`);
		const range = { headers: { range: 'bytes=100-' } };
		expect((await ask(`/files/${id}/data`, range)).text).toBe(whole.text);
		sandbox.context.switches.set('sr§12.1.3 report answers ranges', true);
		const part = await ask(`/files/${id}/data`, range);
		expect(part.status).toBe(206);
		expect(part.text).toBe(Buffer.from(whole.text).subarray(100).toString());
	});

	it('lets a person build other reports, and forget files', async () => {
		await fetch(`${sandbox.url}/_sandbox/reports`, {
			method: 'POST',
			body: JSON.stringify({ reportId: 'r2', name: 'Two', columns: ['Job ID'] }),
		});
		expect((await ask('/reports/r2')).body).toMatchObject({ name: 'Two' });
		const id = await finished();
		await fetch(`${sandbox.url}/_sandbox/reports/files`, { method: 'DELETE' });
		expect((await ask(`/files/${id}`)).status).toBe(404);
	});
});
