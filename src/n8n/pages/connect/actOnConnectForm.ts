import { contractNumber, toContractUrn } from '../../../linkedin/contractUrn';
import { acknowledgeDataSharing } from '../../../operations/contract/acknowledgeDataSharing';
import { addContracts } from '../../../operations/contract/addContracts';
import { CURRENT_TEXT_VERSION } from '../../../operations/contract/dataSharingTexts';
import { forgetContracts } from '../../../operations/contract/forgetContracts';
import { isBusy } from '../../../operations/contract/isBusy';
import { nameContract } from '../../../operations/contract/nameContract';
import { previewSharing } from '../../../operations/contract/previewSharing';
import { requestContracts } from '../../../operations/contract/requestContracts';
import { RECRUITER_PRODUCTS } from '../../../operations/contract/requestAccess';
import { resolveSharing } from '../../../operations/contract/resolveSharing';
import { saveChoices } from '../../../operations/contract/saveChoices';
import { setSharingRules } from '../../../operations/contract/setSharingRules';
import { counted } from '../../../pages/words';
import { SharingRulesSchema } from '../../../state/Settings';
import { orProblem } from '../orProblem';
import { formValue, formValues } from '../PageCall';
import type { ConnectOutcome, ConnectVisit } from './ConnectVisit';
import { readSharingForm } from './readSharingForm';
import { keepVisibility, previewVisibility, readVisibilityForm } from './visibilityActs';

type Act = (visit: ConnectVisit) => Promise<ConnectOutcome>;

/** By the name of the button that was pressed. */
const ACTS = new Map<string, Act>([
	['acknowledge', acknowledge],
	['rules', keepRules],
	['preview', preview],
	['add', add],
	['choices', keepChoices],
	['forget', forget],
	['name', nameOne],
	['previewVisibility', previewVisibility],
	['visibility', keepVisibility],
	['request', request],
	// The page looks at LinkedIn whenever it is shown.
	['check', async () => await Promise.resolve({})],
]);

/** Does what a form of the connect page asks for. What cannot be done is told on the page; nothing is lost by it. */
export async function actOnConnectForm(visit: ConnectVisit): Promise<ConnectOutcome> {
	const action = formValue(visit.call, 'action');
	const act = ACTS.get(action);
	if (!act) return {};
	// The form of another button has none.
	const draft = readVisibilityForm(visit.call);
	return await orProblem(
		async () => await act(visit),
		(problem) => ({
			problem,
			...(draft && { visibility: { draft } }),
			...((action === 'rules' || action === 'preview') && {
				draft: SharingRulesSchema.parse(readSharingForm(visit.call)),
			}),
		}),
	);
}

async function acknowledge({ runtime, call }: ConnectVisit): Promise<ConnectOutcome> {
	const errors: Record<string, string> = {};
	// What was read is what is acknowledged: an update can bring another text while a page is open.
	if (formValue(call, 'textVersion') !== CURRENT_TEXT_VERSION) {
		return {
			errors: { acknowledged: 'The text has changed since. Read it again, and tick the box.' },
		};
	}
	if (formValue(call, 'acknowledged') === '')
		errors.acknowledged = 'Tick the box. Nothing is shared before that.';
	const name = formValue(call, 'name').trim().slice(0, 200);
	if (name === '') errors.name = 'Enter who acknowledges it.';
	if (Object.keys(errors).length > 0) return { errors };
	const result = await acknowledgeDataSharing(runtime, {
		acknowledged: true,
		acknowledgedBy: name,
		textVersion: CURRENT_TEXT_VERSION,
	});
	return isBusy(result)
		? { problem: result.message }
		: { message: 'Your acknowledgement is stored.' };
}

async function keepRules({ runtime, call }: ConnectVisit): Promise<ConnectOutcome> {
	const result = await setSharingRules(runtime, {
		rules: readSharingForm(call),
		changedBy: call.user,
		seenAt: formValue(call, 'seenAt'),
	});
	if (result.state === 'conflict') return { problem: result.message, stale: true };
	if (isBusy(result)) return { problem: result.message };
	return { message: 'The rules are stored. Every operation that sends or deletes obeys them.' };
}

async function preview({ runtime, call }: ConnectVisit): Promise<ConnectOutcome> {
	const draft = await resolveSharing(runtime, readSharingForm(call));
	return { draft, preview: await previewSharing(runtime, draft) };
}

async function add({ runtime, call }: ConnectVisit): Promise<ConnectOutcome> {
	const numbers = formValue(call, 'number')
		.split(/[\s,;]+/)
		.filter(Boolean);
	if (numbers.length === 0) {
		return { errors: { number: 'Enter the number of the contract, in digits.' } };
	}
	const wrong = numbers.find((text) => toContractUrn(text) === undefined);
	if (wrong !== undefined) {
		return {
			errors: {
				number: `"${wrong.slice(0, 40)}" is not a contract number. Recruiter shows it in digits, for example 555000111.`,
			},
		};
	}
	const product = RECRUITER_PRODUCTS.find((one) => one === formValue(call, 'product'));
	const name = numbers.length === 1 ? formValue(call, 'called') : '';
	const result = await addContracts(
		runtime,
		numbers.map((contract) => ({ contract, name, product })),
	);
	if (isBusy(result)) return { problem: result.message };
	const { added, refused } = result;
	const message =
		added.length === 1
			? 'The contract is on the list.'
			: `${counted(added.length, 'contract')} are on the list.`;
	const [refusal] = refused;
	if (!refusal) return { message };
	return {
		...(added.length > 0 && { message }),
		errors: {
			number: `${refused.map(({ contract }) => contractNumber(contract)).join(', ')}: ${refusal.reason}. ${refusal.whatToDo}`,
		},
	};
}

async function forget({ runtime, call }: ConnectVisit): Promise<ConnectOutcome> {
	const result = await forgetContracts(runtime, formValues(call, 'contract'));
	return isBusy(result) ? { problem: result.message } : { message: 'It is off the list.' };
}

async function keepChoices({ runtime, call }: ConnectVisit): Promise<ConnectOutcome> {
	const errors = await saveChoices(runtime, {
		profileUrl: formValue(call, 'profileUrl'),
		closedProfilesPath: formValue(call, 'closedProfilesPath'),
	});
	return Object.keys(errors).length > 0 ? { errors } : { message: 'The addresses are kept.' };
}

async function nameOne({ runtime, call }: ConnectVisit): Promise<ConnectOutcome> {
	const name = formValue(call, 'newName');
	const result = await nameContract(runtime, formValue(call, 'contract'), name);
	if (isBusy(result)) return { problem: result.message };
	return result.named
		? { message: 'The name is kept.' }
		: { problem: 'This contract is not on the list any more.' };
}

async function request({ runtime, call, options }: ConnectVisit): Promise<ConnectOutcome> {
	const contracts = formValues(call, 'contracts');
	if (contracts.length === 0) return { errors: { contracts: 'Choose at least one contract.' } };
	const result = await requestContracts(runtime, {
		contracts,
		namePrefix: options.namePrefix,
		callbackUrl: options.callbackUrl,
		allViewers: true,
		onSymbols: options.onSymbols,
	});
	if (isBusy(result)) return { problem: result.message };
	if (result.contracts.length === 0) {
		return { problem: 'LinkedIn accepted none of them. What to do is shown for each.' };
	}
	return {
		message: 'LinkedIn has been asked.',
		...(result.refused.length > 0 && {
			problem: 'Some were not accepted. What to do is shown for each.',
		}),
	};
}
