import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { confidenceOf, COVERAGE } from '../../sandbox/coverage';
import { RESOURCES } from '../../src/linkedin/dialect';
import { createSandbox } from '../../sandbox/createSandbox';
import { nonEmpty } from '../support/nonEmpty';

/** `A/B /path` as `A /path` and `B /path`. */
const single = (route: string): string[] => {
	const [methods = '', path = ''] = route.split(' ');
	return methods.split('/').map((method) => `${method} ${path}`);
};

describe('the coverage table', () => {
	it('names every route that a vendor’s side registers, and no route twice', async () => {
		const sandbox = await createSandbox({ people: 20 });
		const registered = sandbox.routes.filter((route) =>
			/^\w+ \/(linkedin|smartrecruiters)\//.test(route),
		);
		await sandbox.close();
		const listed = COVERAGE.filter(({ status }) => status !== 'not_started').flatMap(({ route }) =>
			single(route),
		);
		expect([...listed].sort()).toEqual([...new Set(registered)].sort());
	});

	it('backs what it calls supported with tests that exist', () => {
		const supported = COVERAGE.filter(({ status }) => status !== 'not_started');
		expect(supported.length).toBeGreaterThan(50);
		const untested = supported.filter(
			({ testedBy = [] }) =>
				testedBy.length === 0 || testedBy.some((file) => !existsSync(join(__dirname, '..', file))),
		);
		expect(untested.map(({ route }) => route)).toEqual([]);
	});

	it('says what is missing wherever something is', () => {
		const silent = COVERAGE.filter(({ status, notes }) => status !== 'supported' && !notes);
		expect(silent.map(({ route }) => route)).toEqual([]);
	});

	it('calls uncertain what the product calls uncertain', () => {
		const uncertain = Object.values(RESOURCES).flatMap((row) =>
			[row.v2, row.rest].flatMap((one) =>
				one?.uncertain && !one.below ? [`/linkedin${one.path}`] : [],
			),
		);
		expect(uncertain.length).toBeGreaterThan(8);
		for (const path of nonEmpty(uncertain)) {
			const row = COVERAGE.find(({ route }) => route.endsWith(` ${path}`));
			expect({ path, confidence: row && confidenceOf(row) }).toEqual({
				path,
				confidence: 'uncertain',
			});
		}
	});
});
