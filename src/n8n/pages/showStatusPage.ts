import { askAgain } from '../../operations/contract/askAgain';
import { PARKED_LIMIT, readStatus } from '../../operations/contract/readStatus';
import { visibilityCounts } from '../../operations/contract/visibilityCounts';
import type { LinkedInRuntime } from '../../operations/Runtime';
import { fillWords } from '../../operations/tables/fillWords';
import { statusPage } from '../../pages/statusPage';
import type { TableFillShown } from '../../pages/statusPageData';
import { counted } from '../../pages/words';
import { readFill } from '../../state/TableFill';
import type { SyncRow } from '../../state/tables';
import { makeSupportBundle } from '../../operations/support/makeSupportBundle';
import { fileAnswer, type PageAnswer } from './answerPage';
import { formValue, type PageCall } from './PageCall';

/** Addresses of other pages, relative to the status page; empty leaves a link out. */
export interface StatusLinks {
	connect: string;
	people: string;
	disconnect: string;
}

/** The status page; its button marks what is parked, for the operations that try again. */
export async function showStatusPage(
	runtime: LinkedInRuntime,
	call: PageCall,
	links: StatusLinks,
): Promise<PageAnswer> {
	const { organizationUrn } = runtime.linkedIn.settings;
	if (call.method === 'POST' && formValue(call, 'action') === 'support') {
		return fileAnswer('rsc-support.json', await makeSupportBundle(runtime));
	}
	const asked =
		call.method === 'POST' && formValue(call, 'action') === 'tryAgain'
			? await askAgain(runtime, organizationUrn)
			: undefined;
	const status = await readStatus(runtime, organizationUrn);
	return {
		html: statusPage({
			...status,
			tableFill: fillShown(status.sync),
			visibility: visibilityCounts(status.sync),
			parkedLimit: PARKED_LIMIT,
			nowMs: runtime.effects.now(),
			updates: call.query.updates !== 'off',
			...(asked !== undefined && {
				message: `${counted(asked, 'record')} will be tried again within a minute.`,
			}),
			address: call.address,
			key: call.key,
			links,
		}),
	};
}

function fillShown(sync: readonly SyncRow[]): TableFillShown | undefined {
	const fill = readFill(sync.find(({ stream }) => stream === 'dataTables'));
	return fill && { ...fill, warning: fill.warns ? fillWords(fill) : undefined };
}
