let failed = false;

/** A step of the one journey that a file walks: after one that fails, the others make no sense. */
export function step(title: string, work: () => Promise<void>): void {
	it(title, async () => {
		if (failed) throw new Error('An earlier step failed');
		failed = true;
		await work();
		failed = false;
	});
}
