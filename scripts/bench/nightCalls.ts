import { GROWTH_JOBS } from '../growth/growthJobs';

const PEOPLE = 100_000;
const JOBS = 2_000;
/** Small ones: at a size like this the cost is a straight line (docs/growth.md). */
const SIZES = [800, 3_200] as const;

export interface NightCost {
	/** To both vendors, for 100,000 people of whom 1 % changed that day, and 2,000 jobs. */
	calls: number;
	perPerson: number;
	perJob: number;
}

/** What the nightly comparison costs at a large company, by what one person more and one job more cost. */
export async function measureNight(): Promise<NightCost> {
	const people = await lineOf('people');
	const jobs = await lineOf('jobs');
	return {
		calls: people.fixed + people.slope * PEOPLE + jobs.slope * JOBS,
		perPerson: people.slope,
		perJob: jobs.slope,
	};
}

async function lineOf(by: 'people' | 'jobs'): Promise<{ fixed: number; slope: number }> {
	const job = GROWTH_JOBS.find((one) => one.by === by && one.name.startsWith('Reconcile'));
	if (!job) throw new Error(`Nothing measures a night by ${by}`);
	const [small, large] = SIZES;
	const calls = async (size: number): Promise<number> => {
		const { linkedIn, smartRecruiters } = await job.measure(size);
		return linkedIn + smartRecruiters;
	};
	const before = await calls(small);
	const slope = ((await calls(large)) - before) / (large - small);
	return { fixed: before - slope * small, slope };
}
