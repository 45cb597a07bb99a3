import type { INodeParameters, INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { type DescribedPanel, describedFields, switchesOf } from './describedFields';
import type { Editor } from './Editor';
import { FieldHand } from './FieldHand';

/**
 * Compares the open panel with what the node's description shows, sets every field, chooses every credential, and
 * goes through the choices on which other fields depend. Keeps a picture of each state.
 *
 * @param parameters what was set when the node was added
 * @param names of the credentials, by their type
 * @returns what is wrong
 */
export async function checkPanel(
	editor: Editor,
	description: INodeTypeDescription,
	parameters: INodeParameters,
	names: Readonly<Record<string, string>>,
	title: string,
): Promise<string[]> {
	const { panel, screens } = editor;
	const switches = switchesOf(description);
	const hand = new FieldHand(editor.person, panel, switches);
	const start = await chosenSwitches(hand, description, switches, parameters);
	const described = describedFields(description, start);
	const problems = await missing(editor, described);
	if (problems.length > 0) {
		await screens.keep(title);
		return problems;
	}
	for (const field of described.fields) {
		const wrong = await hand.tryOut(field);
		if (wrong !== undefined) problems.push(`${field.displayName} ${wrong}`);
	}
	problems.push(...(await chooseCredentials(editor, described, names)));
	await screens.keep(title);
	for (const field of described.fields.filter(({ name, type }) => {
		const structural = ['resource', 'operation'].includes(name);
		return type === 'options' && switches.has(name) && !structural;
	})) {
		const before = await hand.chosen(field.name);
		for (const { name, value } of choicesOf(field).filter((choice) => choice.name !== before)) {
			await hand.choose(field.name, name);
			const other = describedFields(description, { ...start, [field.name]: value });
			const wrong = await missing(editor, other);
			if (String(typesOf(other)) !== String(typesOf(described)))
				wrong.push(...(await chooseCredentials(editor, other, names)));
			problems.push(...wrong.map((text) => `${text} when ${field.displayName} is ${name}`));
			await screens.keep(`${title}, ${field.displayName} ${name}`);
		}
		await hand.choose(field.name, before);
	}
	return problems;
}

/** Fields and credentials that are described and not to be seen. */
async function missing({ panel }: Editor, described: DescribedPanel): Promise<string[]> {
	const shown = await panel.shown();
	const seen = ({ name, type, displayName }: INodeProperties): boolean =>
		type === 'notice'
			? shown.text.includes(withoutTags(displayName).slice(0, 40))
			: shown.names.includes(name) || shown.labels.includes(displayName);
	return [
		...described.fields.filter((field) => !seen(field)).map(({ displayName }) => displayName),
		...described.credentials
			.map(({ displayName, name }) => displayName ?? name)
			.filter((label) => !shown.credentials.includes(label)),
	].map((text) => `${text} is not shown`);
}

async function chooseCredentials(
	{ panel }: Editor,
	{ credentials }: DescribedPanel,
	names: Readonly<Record<string, string>>,
): Promise<string[]> {
	const problems: string[] = [];
	for (const { name: type, displayName: label = type } of credentials) {
		const name = names[type] ?? '';
		const refusal = await panel.chooseCredential(label, [name]);
		if (refusal !== undefined) {
			problems.push(refusal);
			continue;
		}
		const chosen = await panel.credential(label);
		if (chosen !== name) problems.push(`${label} holds "${chosen}" after ${name} was chosen`);
	}
	return problems;
}

/** What the panel has chosen where other fields depend on it; n8n sets some of it when a trigger is added. */
async function chosenSwitches(
	hand: FieldHand,
	description: INodeTypeDescription,
	switches: ReadonlySet<string>,
	parameters: INodeParameters,
): Promise<INodeParameters> {
	const values = { ...parameters };
	for (const field of describedFields(description, parameters).fields) {
		if (field.type !== 'options' || !switches.has(field.name) || field.name in parameters) continue;
		if (!(await hand.sees(field.name))) continue;
		const shown = await hand.chosen(field.name);
		const choice = choicesOf(field).find(({ name }) => name === shown);
		if (choice) values[field.name] = choice.value;
	}
	return values;
}

const typesOf = ({ credentials }: DescribedPanel): string[] => credentials.map(({ name }) => name);

function choicesOf({ options = [] }: INodeProperties) {
	return options.flatMap((option) => ('value' in option ? [option] : []));
}

const withoutTags = (html: string): string => html.replace(/<[^>]+>/g, '');
