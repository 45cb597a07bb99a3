import { setVisibility } from '../../../operations/contract/setVisibility';
import { Settings, VisibilityChoiceSchema } from '../../../state/Settings';
import { formValue, type PageCall } from '../PageCall';
import type { ConnectOutcome, ConnectVisit, VisibilityDraft } from './ConnectVisit';

/** A hiring team is a request of its own, ten a second, and somebody is waiting: the node looks at all jobs. */
const MOST_JOBS = 200;

/** The choice as the form has it. What is no choice of ours is nobody's: `undefined`. */
export function readVisibilityForm(call: PageCall): VisibilityDraft | undefined {
	const { shape } = VisibilityChoiceSchema;
	const who = shape.who.safeParse(formValue(call, 'visibleTo'));
	const scheme = shape.scheme.safeParse(formValue(call, 'scheme') || undefined);
	if (!who.success || !scheme.success) return undefined;
	return {
		who: who.data,
		openDepartments: linesOf(formValue(call, 'openDepartments')),
		openJobs: linesOf(formValue(call, 'openJobs')),
		confidentialToTeam: formValue(call, 'confidentialToTeam') !== '',
		scheme: scheme.data,
		accessGroups: accessGroupsOf(formValue(call, 'accessGroups')),
	};
}

/** `ID: department, department`, one a line. */
function accessGroupsOf(text: string): VisibilityDraft['accessGroups'] {
	return linesOf(text).map((line) => {
		const [id = '', ...rest] = line.split(':');
		const departments = rest.join(':').split(',');
		return { id: id.trim(), departments: departments.map((one) => one.trim()).filter(Boolean) };
	});
}

/** Tells what the choice would do; stores nothing. */
export async function previewVisibility(visit: ConnectVisit): Promise<ConnectOutcome> {
	return await choose(visit, true);
}

/** Stores the choice, unless somebody else has chosen since the page was shown. */
export async function keepVisibility(visit: ConnectVisit): Promise<ConnectOutcome> {
	return await choose(visit, false);
}

async function choose(
	{ runtime, call }: ConnectVisit,
	previewOnly: boolean,
): Promise<ConnectOutcome> {
	const draft = readVisibilityForm(call);
	if (!draft) return { problem: 'Choose who sees jobs and applications. Nothing was stored.' };
	const { organizationUrn } = runtime.linkedIn.settings;
	const before = await new Settings(runtime.store, organizationUrn).visibility();
	if ((before?.changedAt ?? '') !== formValue(call, 'visibilitySeenAt')) {
		return {
			problem:
				'Somebody has changed who sees jobs since this page was shown. Nothing was stored; look at the choice, and preview yours again.',
			stale: true,
		};
	}
	const { kept, message, preview } = await setVisibility(runtime, {
		choice: {
			...draft,
			changedBy: call.user,
		},
		allowsNobody: formValue(call, 'allowsNobody') !== '',
		previewOnly,
		mostJobs: MOST_JOBS,
	});
	if (kept)
		return { message: 'The choice is stored. The next sync of changes applies it at LinkedIn.' };
	return {
		...(!previewOnly && { problem: message }),
		visibility: { draft, preview: preview ?? 'everybody' },
	};
}

const linesOf = (text: string): string[] => [
	...new Set(
		text
			.split('\n')
			.map((one) => one.trim())
			.filter(Boolean),
	),
];
