import { core, rows, type TemplateNode, when } from './nodes';
import type { Link } from './workflow';

export interface StreamOptions {
	/** The row of `rsc_sync`. */
	stream: string;
	/** In the names of its nodes. */
	title: string;
	at: [x: number, y: number];
	/** Expression: whether this stream has its turn, beside its `resumeAtMs`. */
	due: string;
	/** Expression: epoch milliseconds at which the first run may begin. */
	firstAtMs: string;
	/** Node that does the work; its third output is for errors. */
	work: TemplateNode;
	/** Columns to save when it worked. */
	save: Record<string, unknown>;
}

const ORGANIZATION = "={{ $('Get Connection').first().json.organization }}";
export const LEASE_MS = 900_000;

/**
 * A row of `rsc_sync` that drives one kind of work: made when it is missing, leased while somebody is at work, saved last.
 * The nodes after the work and before the saving are up to the caller; they stand higher, so that n8n runs them first.
 */
export function syncStream(options: StreamOptions): {
	nodes: TemplateNode[];
	links: Link[];
	first: [string, string];
	save: string;
} {
	const { stream, title, due, firstAtMs, work, save } = options;
	const [x, y] = options.at;
	const name = (text: string): string => `${text} ${title}`;
	const filter = { organization: ORGANIZATION, stream };
	const nodes: TemplateNode[] = [
		rows(name('No Row for'), [x, y - 160], 'rsc_sync', 'rowNotExists', { filter }),
		core(name('First Row for'), 'noOp', 1, [x + 200, y - 160], {}),
		rows(name('Insert Row for'), [x + 400, y - 160], 'rsc_sync', 'upsert', {
			filter,
			values: {
				organization: ORGANIZATION,
				stream,
				activity: 'Waiting for its turn',
				checkpoint: '',
				finishedAt: '',
				message: '',
				resumeAtMs: `={{ ${firstAtMs} }}`,
				leaseOwner: '',
				leaseUntilMs: 0,
			},
		}),
		rows(name('Read'), [x, y], 'rsc_sync', 'get', { filter, limit: 1 }),
		when(
			name('Turn of'),
			[x + 200, y],
			`($('Start by Hand').isExecuted || ($json.resumeAtMs ?? 0) <= Date.now()) && (${due})`,
		),
		rows(name('Lease'), [x + 400, y], 'rsc_sync', 'update', {
			filter: [
				['organization', 'eq', ORGANIZATION],
				['stream', 'eq', stream],
				['leaseUntilMs', 'lt', '={{ Date.now() }}'],
			],
			values: {
				leaseOwner: '={{ $execution.id }}',
				leaseUntilMs: `={{ Date.now() + ${LEASE_MS} }}`,
				message: '',
			},
		}),
		{ ...work, position: [x + 600, y], onError: 'continueErrorOutput' },
		rows(name('Save'), [x + 1000, y], 'rsc_sync', 'update', {
			filter: { ...filter, leaseOwner: '={{ $execution.id }}' },
			values: {
				...save,
				heartbeatAt: '={{ $now.toISO() }}',
				leaseOwner: '',
				leaseUntilMs: 0,
			},
		}),
		rows(name('Note Failure of'), [x + 1000, y + 160], 'rsc_sync', 'update', {
			filter: { ...filter, leaseOwner: '={{ $execution.id }}' },
			values: {
				activity: 'Stopped',
				message: '={{ [$json.error, $json.details].filter(Boolean).join(" ") }}',
				heartbeatAt: '={{ $now.toISO() }}',
				resumeAtMs: '={{ Date.now() + 600000 }}',
				leaseOwner: '',
				leaseUntilMs: 0,
			},
		}),
	];
	const links: Link[] = [
		[name('No Row for'), name('First Row for')],
		[name('First Row for'), name('Insert Row for')],
		[name('Read'), name('Turn of')],
		[name('Turn of'), name('Lease')],
		[name('Lease'), work.name],
		[work.name, 2, name('Note Failure of')],
	];
	return { nodes, links, first: [name('No Row for'), name('Read')], save: name('Save') };
}
