import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Rejection } from '../../src/mapping/Rejection';
import type { Deletion } from '../../src/sync/Deletion';
import type { Progress } from '../../src/sync/progress';
import { type NodeOutput, toLedger, toParked } from './readParameters';

/** What a chunk of sending gives: its progress, with what it deleted, and what LinkedIn refused. */
export function toOutput(
	context: IExecuteFunctions,
	progress: Progress,
	rejections: readonly Rejection[],
	deletions: readonly Deletion[],
	item: number,
	more: IDataObject = {},
): NodeOutput {
	hintAtWait(context, progress);
	return {
		progress: [
			{
				json: {
					...progress,
					requests: { ...progress.requests },
					estimate: progress.estimate ? { ...progress.estimate } : null,
					streams: progress.streams.map((one) => ({ ...one })),
					deletions: toLedger(progress.organization, deletions),
					...more,
				},
				pairedItem: { item },
			},
		],
		rejected: toParked(progress.organization, rejections, item),
	};
}

export function hintAtWait(
	context: IExecuteFunctions,
	{ resumeAt, boundBy }: { resumeAt: string | null; boundBy: string },
): void {
	if (!resumeAt) return;
	context.addExecutionHints({
		message: `Waiting for ${boundBy}. Go on after ${resumeAt}.`,
		location: 'outputPane',
	});
}
