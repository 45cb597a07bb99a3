import type { Promised } from '../worlds/Workload';

/** One way to break the package: what it is called, which promise it breaks, and the text that it replaces in a file. */
export interface Mutant {
	name: string;
	breaks: Promised;
	file: string;
	from: string;
	to: string;
	/** In whose worlds it shows. */
	workload: string;
}
