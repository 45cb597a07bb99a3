import type { INodeTypeDescription } from 'n8n-workflow';
import { OWNER } from '../../scripts/n8n/N8nInstance';
import { checkPanel } from '../byHand/checkPanel';
import { describedActions } from '../byHand/describedActions';
import { describedNodes } from '../byHand/describedNodes';
import { EmptyN8n } from '../byHand/EmptyN8n';
import { FieldHand } from '../byHand/FieldHand';
import { makeCredential, makeUntestedCredential } from '../byHand/makeCredential';
import { CREDENTIAL_NAMES, sandboxCredentialFields } from '../byHand/sandboxCredentialFields';
import { nonEmpty } from '../support/nonEmpty';

const place = new EmptyN8n('byHandPanels');
beforeAll(async () => {
	await place.start();
	const { editor, sandbox } = place;
	await editor.home.signUp(place.n8n.url, OWNER);
	const { rscPagesApi, smartRecruitersApi, ...others } = sandboxCredentialFields(sandbox);
	await makeUntestedCredential(editor, rscPagesApi);
	await makeCredential(editor, smartRecruitersApi, [
		['a wrong key', { apiKey: 'wrong' }, /does not know this "API Key"/],
	]);
	for (const credential of Object.values(others)) await makeCredential(editor, credential);
});
afterEach(async () => place.note((expect.getState().currentTestName ?? '').slice(-60)));
afterAll(async () => place.stop());

describe('somebody who looks for a node in n8n’s editor', () => {
	beforeEach(async () => {
		await place.editor.home.newWorkflow();
	});

	it('finds it by what a person searches for', async () => {
		const { creator, screens } = place.editor;
		const found: Record<string, string[]> = {};
		for (const text of ['RSC', 'LinkedIn', 'InMail', 'SmartRecruiters', 'export']) {
			// Opened anew each time: the results of the text before come late and look like this one's.
			await creator.open();
			found[text] = (await creator.search(text)).slice(0, 8);
			await screens.keep(`search ${text}`);
			await creator.close();
		}
		const own = describedNodes().map(({ displayName }) => displayName.replace(/ Trigger$/, ''));
		expect(
			Object.entries(found).filter(([, names]) => !names.some((name) => own.includes(name))),
		).toEqual([]);
	});

	it.each(describedNodesByName())(
		'sees and sets every field of every operation of %s',
		async (_, description) => {
			const { creator, panel, canvas, person } = place.editor;
			const short = description.displayName.replace(/ Trigger$/, '');
			const problems: Record<string, string[]> = {};
			for (const { text, parameters, names } of nonEmpty(describedActions(description))) {
				await creator.open();
				const found = await creator.search(description.displayName);
				const offered = await creator.openNode(
					found.includes(description.displayName) ? description.displayName : short,
				);
				if (text !== undefined) expect(offered).toContain(text);
				if (offered[0] !== undefined) await creator.choose(text ?? offered[0]);
				if (text === undefined) {
					// What answers a page is not offered by name; whoever needs it chooses it in the panel.
					const hand = new FieldHand(person, panel, new Set());
					for (const [field, name] of Object.entries(names))
						if ((await hand.chosen(field)) !== name) await hand.choose(field, name);
				}
				const title = `${description.displayName}: ${text ?? names.operation ?? 'added'}`;
				const wrong = await checkPanel(
					place.editor,
					description,
					parameters,
					CREDENTIAL_NAMES,
					title,
				);
				if (wrong.length > 0) problems[title] = wrong;
				await panel.close();
				await canvas.removeSelected();
			}
			expect(problems).toEqual({});
		},
		900_000,
	);
});

function describedNodesByName(): Array<[string, INodeTypeDescription]> {
	return describedNodes().map((description) => [description.displayName, description]);
}
