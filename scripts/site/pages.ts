import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../n8n/paths';

export interface SitePage {
	/** From the root of the repository. */
	source: string;
	/** In the navigation. */
	title: string;
	/** Of a heading, where the navigation leads into the middle of a page. */
	anchor?: string;
}

export interface SiteSection {
	title: string;
	pages: SitePage[];
}

const page = (source: string, title: string): SitePage => ({ source, title });

/** The navigation. What a page says is in its file only. */
const SECTIONS: SiteSection[] = [
	{
		title: 'Start',
		pages: [page('README.md', 'Overview and installation'), page('CHANGELOG.md', 'Changes')],
	},
	{
		title: 'For admins',
		pages: [
			page('docs/admin-guide.md', 'Admin’s guide'),
			page('docs/connect.md', 'Connect a contract'),
			page('docs/gdpr.md', 'Privacy'),
		],
	},
	{
		title: 'For specialists',
		pages: [
			page('docs/recipes.md', 'Recipes'),
			page('docs/credentials.md', 'Credentials'),
			page('docs/operations.md', 'Run it for a company'),
			page('docs/organizations.md', 'Several organizations'),
			page('docs/n8n-versions.md', 'Versions of n8n'),
			page('docs/troubleshooting.md', 'Troubleshooting'),
			{ ...page('README.md', 'Limits'), anchor: 'what-to-expect' },
		],
	},
	{
		title: 'Nodes',
		pages: [
			page('docs/nodes/rsc-trigger.md', 'RSC Trigger'),
			page('docs/nodes/contract-activate.md', 'RSC Contract Activate'),
			page('docs/nodes/user-mapper.md', 'RSC User Mapper'),
			page('docs/nodes/historical-sync.md', 'RSC Historical Sync'),
			page('docs/nodes/recruiter-activity.md', 'Recruiter Activity'),
			page('docs/nodes/export-candidate.md', 'RSC Export Candidate'),
			page('docs/nodes/smartrecruiters-trigger.md', 'SmartRecruiters Trigger'),
		],
	},
	{
		title: 'Measured',
		pages: [
			page('docs/promises.md', 'Promises'),
			page('docs/reliability.md', 'Reliability'),
			page('docs/growth.md', 'Growth'),
		],
	},
	{
		title: 'Behind it',
		pages: [
			page('docs/architecture.md', 'How it works'),
			page('SECURITY.md', 'Security'),
			page('docs/glossary.md', 'Words'),
			page('CONTRIBUTING.md', 'Contributing'),
			page('sandbox/README.md', 'The sandbox'),
		],
	},
];

/** The sections with the pages that there are: some tables are written by commands that not everybody has run. */
export function siteSections(): SiteSection[] {
	return SECTIONS.map(({ title, pages }) => ({
		title,
		pages: pages.filter(({ source }) => existsSync(join(ROOT, source))),
	}));
}
