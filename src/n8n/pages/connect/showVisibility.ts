import type { VisibilityForm } from '../../../pages/connectPageData';
import { Settings, type VisibilityChoice } from '../../../state/Settings';
import { orProblem } from '../orProblem';
import type { ConnectOutcome, ConnectVisit } from './ConnectVisit';

/** Who sees jobs as the form shows it: as it is stored, or what a preview is about. */
export async function showVisibility(
	{ runtime }: ConnectVisit,
	{ visibility }: ConnectOutcome,
): Promise<{ form: VisibilityForm; problem: string }> {
	const { organizationUrn } = runtime.linkedIn.settings;
	const { stored, problem } = await orProblem(
		async (): Promise<{ stored: VisibilityChoice | undefined; problem: string }> => ({
			stored: await new Settings(runtime.store, organizationUrn).visibility(),
			problem: '',
		}),
		(told) => ({ stored: undefined, problem: told }),
	);
	const shown = visibility?.draft ?? stored;
	return {
		problem,
		form: {
			storedWho: stored?.who ?? 'everybody',
			who: shown?.who ?? 'everybody',
			openDepartments: shown?.openDepartments.join('\n') ?? '',
			openJobs: shown?.openJobs.join('\n') ?? '',
			confidentialToTeam: shown?.confidentialToTeam ?? false,
			scheme: shown?.scheme ?? 'person',
			accessGroups: (shown?.accessGroups ?? [])
				.map(({ id, departments }) => `${id}: ${departments.join(', ')}`)
				.join('\n'),
			changedBy: stored?.changedBy ?? '',
			changedAt: stored?.changedAt ?? '',
			preview: visibility?.preview,
		},
	};
}
