import type { Editor } from './Editor';
import type { TypedCredential } from './sandboxCredentialFields';

const TESTED = 'Connection tested successfully';

/** Something typed wrong: what it is, the fields, and what n8n then shows. */
export type Mistake = readonly [what: string, fields: Record<string, string>, shown: RegExp];

/**
 * Makes a credential in the editor; each mistake is made first, beside right values, and saved. Only what it takes
 * without mistakes is counted.
 *
 * @throws when n8n says something else than the mistakes announce, or the right one is not tested well
 */
export async function makeCredential(
	{ home, credentials, person, screens }: Editor,
	{ kind, name, fields: right }: TypedCredential,
	mistakes: readonly Mistake[] = [],
): Promise<void> {
	await home.newCredential();
	await credentials.choose(kind);
	await credentials.fill({ ...right, ...mistakes[0]?.[1] });
	const shown: Record<string, string> = {};
	let previous: string[] = [];
	await person.aside(async () => {
		for (const [what, values] of mistakes) {
			await credentials.fill({ ...pick(right, previous), ...values });
			const result = await credentials.save();
			shown[what] = result.ok ? `OK: ${result.message}` : result.message;
			await screens.keep(`${name} with ${what}`);
			previous = Object.keys(values);
		}
		await credentials.fill(pick(right, previous));
	});
	await credentials.rename(name);
	expect(await credentials.save()).toEqual({ ok: true, message: TESTED });
	await credentials.close();
	expect(shown).toEqual(
		Object.fromEntries(mistakes.map(([what, , text]) => [what, expect.stringMatching(text)])),
	);
}

/** A credential that n8n cannot test. */
export async function makeUntestedCredential(
	{ home, credentials }: Editor,
	{ kind, name, fields }: TypedCredential,
): Promise<void> {
	await home.newCredential();
	await credentials.choose(kind);
	await credentials.fill(fields);
	await credentials.rename(name);
	await credentials.saveUntested();
	await credentials.close();
}

const pick = (values: Record<string, string>, names: readonly string[]): Record<string, string> =>
	Object.fromEntries(names.map((name) => [name, values[name] ?? '']));
