import type { IExecuteFunctions } from 'n8n-workflow';

/** What a run waits for is told in the editor, too. */
export function hintAtWait(context: IExecuteFunctions, { message }: { message: string }): void {
	if (message !== '') context.addExecutionHints({ message, location: 'outputPane' });
}
