import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { changeCompanyPage } from '../../sandbox/linkedin/changeCompanyPage';
import { moveConnection } from '../../src/operations/move/moveConnection';
import type { MoveInput } from '../../src/operations/move/Moving';
import { Progress } from '../../src/state/Progress';
import { VisibilityChoiceSchema } from '../../src/state/Settings';
import {
	historyRuntime,
	ORGANIZATION,
	shareOnly,
	type TestRuntime,
} from '../../scripts/support/historyRuntime';
import { runToEnd } from '../../scripts/support/runToEnd';

export const NEW_PAGE = 'urn:li:organization:1002';

const PEOPLE_COUNT = 300;

export const INPUT: MoveInput = {
	move: 'companyPage',
	fromOrganization: ORGANIZATION,
	endingContracts: [],
	switchesOff: true,
	importDays: 30,
	timeLimitMs: 300_000,
};

export let sandbox: Sandbox;

export let runtime: TestRuntime;

export const TEAM_ONLY = VisibilityChoiceSchema.parse({
	who: 'team',
	openDepartments: ['sales'],
	appliedAt: '2026-10-01T00:00:00.000Z',
	changedBy: 'admin',
	changedAt: '2026-10-01T00:00:00.000Z',
});

export const held = (organization: string) => sandbox.store.of(organization);

/** LinkedIn's side of a new company page, switched on; and this side's credential for it. */
export async function newPage(keeps: boolean): Promise<TestRuntime> {
	sandbox.context.switches.set('li§2.1 new company page keeps records', keeps);
	changeCompanyPage(sandbox.room, ORGANIZATION, NEW_PAGE);
	for (const integration of held(NEW_PAGE).integrations.values()) {
		integration.requested = true;
		integration.enabled = true;
	}
	const { linkedIn } = runtime;
	return {
		...runtime,
		linkedIn: { ...linkedIn, settings: { ...linkedIn.settings, organizationUrn: NEW_PAGE } },
	};
}

export const requests = () => sandbox.context.requests.summary();

export const stateOf = async (moved: TestRuntime, input: Partial<MoveInput> = {}) => {
	const report = await moveConnection(moved, { ...INPUT, ...input });
	return 'steps' in report
		? [report.state, ...report.steps.map(({ step, state }) => `${step} ${state}`)]
		: report.state;
};

export const backfillRow = async (organization: string) =>
	await new Progress(runtime.store, organization).read('backfill');

/** Records that were written at LinkedIn since the log began. */
export const written = () => {
	const { candidate = 0, application = 0 } = requests().writes;
	return { people: candidate, applications: application };
};

/** Each test gets a company whose history is at LinkedIn. */
export function openCompanyForEach(): void {
	beforeEach(async () => {
		sandbox = await createSandbox({
			people: PEOPLE_COUNT,
			jobs: 20,
			startAtMs: Date.UTC(2026, 10, 2),
			recordBodies: true,
			limits: 'off',
		});
		runtime = await historyRuntime(sandbox, { requestsPerSecond: 1000 });
		await shareOnly(runtime, { confidentialTags: ['secret'] });
		await runToEnd(sandbox, runtime);
		sandbox.context.clock.advance(30 * 60_000);
		sandbox.context.requests.reset();
	});
	afterEach(async () => {
		await sandbox.close();
	});
}
