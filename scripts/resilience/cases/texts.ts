import type { CompanyCandidate, CompanyJob } from '../../../sandbox/company/entities';
import type { ResilienceCase, Verdict } from '../ResilienceCase';
import { allOf, check, onStage, type Stage } from '../Stage';

const PARAGRAPH = '<p>We bake bread by night, and sell it warm in the morning.</p>';
/** Half of a pair, as JSON spells it. */
const HALF = /\\ud[89a-f][0-9a-f]{2}/i;
const LONE = /\p{Surrogate}/u;

const described = (job: CompanyJob, text: string): CompanyJob => ({
	...job,
	sections: [{ name: 'jobDescription', title: '', text }],
});

function wellFormed(stage: Stage): Verdict {
	// JSON spells them as escapes; whole pairs go as they are.
	const half = stage.sent.some(({ body = '' }) => HALF.test(body) || LONE.test(body));
	return check(!half, 'every text is well-formed', 'half a character left');
}

async function heldJob(stage: Stage, job: CompanyJob): Promise<Record<string, unknown>> {
	stage.putJob(job);
	await stage.backfill();
	return stage.held.jobs.get(job.id)?.fields ?? {};
}

const parkedOf = async (stage: Stage, id: string): Promise<string[]> =>
	(await stage.parked()).filter(({ recordKey }) => recordKey.includes(id)).map(({ code }) => code);

async function heldPerson(stage: Stage, one: CompanyCandidate): Promise<Record<string, unknown>> {
	stage.put(one);
	await stage.backfill();
	const { fields } = stage.held.candidates.get(one.id) ?? {};
	if (!fields) throw new Error(`not at LinkedIn: ${(await parkedOf(stage, one.id)).join(', ')}`);
	const applied = [...stage.held.applications.keys()].some((id) => id.startsWith(one.id));
	if (!applied) throw new Error('the applications are not at LinkedIn');
	return fields;
}

/** Opened and closed in the same number, and no reference cut in two. */
function isWhole(html: string): boolean {
	const count = (pattern: RegExp): number => (html.match(pattern) ?? []).length;
	const tags = ['p', 'li', 'ul', 'b'].every(
		(tag) => count(new RegExp(`<${tag}>`, 'g')) === count(new RegExp(`</${tag}>`, 'g')),
	);
	return tags && !/&(?![a-z#0-9]+;)/i.test(html) && !/<[^>]*$/.test(html);
}

const cutCase = (input: string, filler: string): ResilienceCase => ({
	row: 16,
	kind: 'text that counts wrong',
	input,
	wanted: 'cut HTML stays well-formed',
	run: async () =>
		await onStage(
			async (stage) => {
				const job = stage.job();
				// One character more each time: some cut falls inside.
				const bad: number[] = [];
				for (let shift = 0; shift < 6; shift += 1) {
					const text = `<p>${'x'.repeat(100 + shift)}</p>${filler.repeat(Math.ceil(26_000 / filler.length))}`;
					const { description } = await heldJob(stage, described(job, text));
					const html = String(description);
					if (!isWhole(html) || html.length > 25_000 || html.length < 20_000) bad.push(shift);
					stage.sandbox.store.of('urn:li:organization:1000').jobs.clear();
					stage.runtime.store.edit('rsc_sync', (rows) => rows.splice(0));
				}
				return check(bad.length === 0, 'whole at every cut', `broken at ${bad.length} of 6 cuts`);
			},
			{ people: 3 },
		),
});

const blank = (
	input: string,
	change: (job: CompanyJob) => CompanyJob,
	sees: (fields: Record<string, unknown>) => Verdict,
): ResilienceCase => ({
	row: 15,
	kind: 'empty text hides the fallback',
	input,
	wanted: 'blank is absent',
	run: async () => await onStage(async (stage) => sees(await heldJob(stage, change(stage.job())))),
});

export const TEXTS: readonly ResilienceCase[] = [
	{
		row: 7,
		kind: 'half characters',
		input: 'title of 199 × "A" and an emoji',
		wanted: 'well-formed, cut at characters',
		run: async () =>
			await onStage(async (stage) => {
				const { title } = await heldJob(stage, { ...stage.job(), title: `${'A'.repeat(199)}🚀` });
				return allOf(
					check(typeof title === 'string', 'arrived', 'not at LinkedIn'),
					wellFormed(stage),
				);
			}),
	},
	{
		row: 7,
		kind: 'half characters',
		input: 'a description of emojis cut at 25,000; half a character in a name',
		wanted: 'well-formed, cut at characters',
		run: async () =>
			await onStage(async (stage) => {
				stage.put({ ...stage.person(), lastName: 'Lo\ud83d' });
				const { description } = await heldJob(
					stage,
					described(stage.job(), `x${'🚀'.repeat(13_000)}`),
				);
				const length = typeof description === 'string' ? description.length : 0;
				return allOf(check(length > 20_000, 'arrived', `${length} characters`), wellFormed(stage));
			}),
	},
	blank(
		'country: "" with countryCode: "pl"',
		(job) => ({
			...job,
			location: { remote: false, city: 'Krakow', country: '', countryCode: 'pl' },
		}),
		({ location }) => check(location === 'Krakow, Poland', String(location), String(location)),
	),
	blank(
		'applyUrl: "" with an address in the job',
		(job) => ({ ...job, ad: { id: 'ad', publishedOn: job.createdOn, applyUrl: ' ' } }),
		() => ({ ok: true, got: 'no blank address left' }),
	),
	blank(
		'city: " ", region: "N/A"',
		(job) => ({
			...job,
			location: { remote: true, city: ' ', region: 'N/A', country: 'Poland', countryCode: 'pl' },
		}),
		({ location }) => check(location === 'Poland', String(location), String(location)),
	),
	{
		row: 16,
		kind: 'text that counts wrong',
		input: '20 × &nbsp;',
		wanted: 'counted as a reader sees it: refused here, not by LinkedIn',
		run: async () =>
			await onStage(async (stage) => {
				const job = described(stage.job(), '&nbsp;'.repeat(20));
				const held = await heldJob(stage, job);
				const codes = await parkedOf(stage, job.id);
				return check(
					!('title' in held) && codes.includes('SHORT_DESCRIPTION'),
					codes.join(),
					`held: ${Object.keys(held).length}, ${codes.join()}`,
				);
			}),
	},
	cutCase('a cut inside &amp;', 'Salt &amp; bread '),
	cutCase('a cut inside <li>', '<ul><li>Bake</li><li>Sell</li></ul>'),
	cutCase('a cut inside <p>', PARAGRAPH),
	{
		row: 17,
		kind: 'optional junk loses the person',
		input: 'LinkedIn URL "n/a", phone "n/a", city "-"',
		wanted: 'left out; the person and all applications arrive',
		run: async () =>
			await onStage(async (stage) => {
				const one = { ...stage.person(), linkedin: 'n/a', phoneNumber: 'n/a' };
				const { linkedInProfileUrl, phoneNumbers } = await heldPerson(stage, one);
				const left = JSON.stringify([linkedInProfileUrl, phoneNumbers]);
				return check(!left.includes('n/a'), 'arrived without them', left);
			}),
	},
];
