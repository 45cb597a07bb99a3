import { CATEGORIES, type Template } from './readTemplates';

const AUTHOR = { username: 'recruiter-system-connect', name: 'Recruiter System Connect' };

export interface LibraryAnswer {
	status: 200 | 404;
	body: unknown;
}

/**
 * What n8n's editor gets from its template library, `N8N_TEMPLATES_HOST` (n8n 2.41: `templates.store` of the editor;
 * n8n documents the paths under "Use a custom workflow templates library").
 *
 * @param path path and query behind the host
 */
export function answerLibrary(templates: readonly Template[], path: string): LibraryAnswer {
	const { pathname, searchParams } = new URL(path, 'http://localhost');
	const found = (body: unknown): LibraryAnswer => ({ status: 200, body });
	if (pathname === '/health') return found({ status: 'OK' });
	if (pathname === '/templates/categories') return found({ categories: CATEGORIES });
	if (pathname === '/templates/collections') return found({ collections: [] });
	if (pathname === '/templates/search') return found(search(templates, searchParams));
	const [, id] = /^\/(?:templates\/workflows|workflows\/templates)\/([\w-]+)$/.exec(pathname) ?? [];
	const template = templates.find((one) => one.id === id);
	if (!template) return { status: 404, body: { message: 'There is no such template' } };
	return found(
		pathname.startsWith('/templates/') ? { workflow: inFull(template) } : toImport(template),
	);
}

function search(templates: readonly Template[], query: URLSearchParams): object {
	const words = (query.get('search') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
	const categories = (query.get('category') ?? '').split(',').filter(Boolean);
	const limit = Math.max(1, Number(query.get('limit') ?? 20));
	const page = Math.max(1, Number(query.get('page') ?? 1));
	const wanted = templates.filter(({ name, description, category }) => {
		const text = `${name} ${description}`.toLowerCase();
		const inCategory = categories.length === 0 || categories.includes(category.name);
		return inCategory && words.every((word) => text.includes(word));
	});
	return {
		totalWorkflows: wanted.length,
		workflows: wanted.slice((page - 1) * limit, page * limit).map(inShort),
		filters: [],
	};
}

function inShort({ id, name, description, createdAt, nodes }: Template): object {
	return { id, name, description, createdAt, totalViews: 0, user: AUTHOR, nodes };
}

function inFull(template: Template): object {
	return {
		...inShort(template),
		...toImport(template),
		categories: [template.category],
		image: [],
	};
}

function toImport({ id, name, workflow: { nodes, connections, settings } }: Template): object {
	return { id, name, workflow: { nodes, connections, settings, pinData: {} } };
}
