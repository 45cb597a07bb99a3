import { createSandbox, type Sandbox } from '../../../sandbox/createSandbox';
import { setConnected } from '../../../sandbox/linkedin/registerLinkedIn';
import { upsertApplications, upsertStages } from '../../../src/linkedin/applications';
import type { LinkedInSettings } from '../../../src/linkedin/LinkedInSettings';
import { linkedInOf } from '../../support/linkedInOf';
import { someApplication } from '../../support/linkedInRecords';
import { nonEmpty } from '../../support/nonEmpty';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await createSandbox({ people: 20, limits: 'off' });
});
beforeEach(async () => {
	sandbox.store.reset();
	sandbox.context.switches.reset();
	setConnected(sandbox.room, true);
	await upsertApplications(linkedInOf(sandbox), ids.map(someApplication));
	sandbox.context.requests.reset();
});
afterAll(async () => {
	await sandbox.close();
});

const ids = Array.from({ length: 50 }, (_, at) => `A${at}`);
const sets = ids.map((applicationId) => ({
	applicationId,
	stages: [1, 2, 3, 4].map((at) => ({ stageId: `S${at}`, atsCreatedAt: at, stage: `Round ${at}` })),
}));
const calls = (part: string): number =>
	Object.entries(sandbox.context.requests.summary().routes)
		.filter(([route]) => route.includes(part))
		.reduce((sum, [, { requests }]) => sum + requests, 0);
const stagesOf = (id: string) =>
	sandbox.store.of('urn:li:organization:1000').applications.get(id)?.stages;
const open = (settings: Partial<LinkedInSettings> = {}) => linkedInOf(sandbox, settings);

describe('stages', () => {
	it('go 100 a call where LinkedIn takes that, after one trial', async () => {
		const api = open();
		expect(await upsertStages(api, sets)).toEqual(new Map());
		expect(api.learned).toEqual({ batchableStages: true });
		expect(calls('applicationStage')).toBe(3);
		expect(calls('/stages')).toBe(0);
		for (const id of nonEmpty(ids)) expect(stagesOf(id)?.size).toBe(4);
	});

	it('go one application a call where LinkedIn does not, and nobody asks again who was told', async () => {
		sandbox.context.switches.set('li§15.3 versioned stages exist', false);
		const api = open();
		expect(await upsertStages(api, sets)).toEqual(new Map());
		expect(api.learned).toEqual({ batchableStages: false });
		for (const id of nonEmpty(ids)) expect(stagesOf(id)?.size).toBe(4);
		sandbox.context.requests.reset();
		await upsertStages(open({ learned: api.learned }), sets);
		expect(calls('applicationStage')).toBe(0);
		expect(calls('/stages')).toBe(50);
	});

	it('find the other way when what was learned is no longer true', async () => {
		sandbox.context.switches.set('li§15.3 versioned stages exist', false);
		const api = open({ learned: { batchableStages: true } });
		expect(await upsertStages(api, sets)).toEqual(new Map());
		expect(api.learned).toEqual({ batchableStages: false });
		for (const id of nonEmpty(ids)) expect(stagesOf(id)?.size).toBe(4);
	});

	it('learn nothing from an application that LinkedIn does not know', async () => {
		const api = open();
		const [first] = sets;
		const refused = await upsertStages(api, [
			{ ...first, applicationId: 'NONE', stages: first?.stages ?? [] },
		]);
		expect(refused).toEqual(new Map([['NONE', 422]]));
		expect(api.learned).toEqual({});
	});

	it('follow the generation that the settings choose', async () => {
		await upsertStages(open({ overrides: { applicationStages: 'v2' } }), sets.slice(0, 2));
		await upsertStages(open({ generation: 'rest' }), sets.slice(0, 2));
		expect(calls('/stages')).toBe(2);
		expect(calls('applicationStage')).toBe(1);
	});

	it('of one moment are told apart by their names, and a repeated one is one', async () => {
		const stage = { stageId: '1000-IN_REVIEW', atsCreatedAt: 1000 };
		const one = { ...stage, stage: 'In Review - Screen' };
		const other = { ...stage, stage: 'In Review - Call' };
		for (const stages of [
			[one, other, one],
			[other, one],
		])
			expect(await upsertStages(open(), [{ applicationId: 'A1', stages }])).toEqual(new Map());
		expect([...(stagesOf('A1')?.values() ?? [])].map(({ stage: name }) => name).sort()).toEqual([
			'In Review - Call',
			'In Review - Screen',
		]);
	});
});
