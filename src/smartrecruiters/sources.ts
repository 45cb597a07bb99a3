import type { SourceDetails } from './candidateWrites';
import { segment } from '../http/segment';
import { readList, readListPages } from './readList';
import { SourceTypeSchema, SourceValueSchema } from './schemas';
import type { SmartRecruitersApi } from './SmartRecruitersApi';

/** A source as the company has it (SmartRecruiters reference §11.3). */
export interface Source extends SourceDetails {
	/** For example `LinkedIn`. */
	label: string;
	/** For example `Paid`. */
	typeLabel: string;
}

const PAGE = 100;
/** LinkedIn's sources are of this type where nobody has changed it (§11.3): it is asked first. */
const LIKELY_TYPE = 'paid';

/** Walks source types and their values, the likely type first. */
export async function* walkSources(api: SmartRecruitersApi): AsyncGenerator<Source> {
	const path = '/configuration/sources';
	const list = { kind: 'sourceType', path, endpoint: path, schema: SourceTypeSchema };
	const types = (await readList(api, list))?.content ?? [];
	const likely = ({ id, label }: { id: string; label?: string | undefined }): boolean =>
		id.toLowerCase() === LIKELY_TYPE || label?.toLowerCase() === LIKELY_TYPE;
	for (const type of [...types.filter(likely), ...types.filter((one) => !likely(one))])
		yield* sourcesOfType(api, type.id, type.label);
}

async function* sourcesOfType(
	api: SmartRecruitersApi,
	sourceTypeId: string,
	typeLabel = sourceTypeId,
): AsyncGenerator<Source> {
	const pages = readListPages(api, {
		kind: 'source',
		path: `/configuration/sources/${segment(sourceTypeId)}/values`,
		endpoint: '/configuration/sources/{type}/values',
		schema: SourceValueSchema,
		query: { limit: PAGE },
		cursorName: 'offset',
		absentOn: [404],
	});
	for await (const { content } of pages) {
		for (const { id, label, sourceSubType } of content) {
			yield {
				sourceTypeId,
				...(sourceSubType?.id && { sourceSubTypeId: sourceSubType.id }),
				sourceId: id,
				label,
				typeLabel,
			};
		}
	}
}

/** The first source with exactly this label; there are several that merely begin so (§11.3). */
export async function findSource(
	api: SmartRecruitersApi,
	label: string,
): Promise<Source | undefined> {
	for await (const source of walkSources(api)) if (source.label === label) return source;
	return undefined;
}

/** A source by its ids, as `writeSourceKey` joins them; `undefined` when there is none. */
export async function getSource(
	api: SmartRecruitersApi,
	sourceKey: string,
): Promise<Source | undefined> {
	const [typeId = '', ...rest] = sourceKey.split('/').map((part) => part.trim());
	for await (const source of sourcesOfType(api, typeId))
		if (source.sourceId === rest[rest.length - 1]) return source;
	return undefined;
}

/** Type, sub-type and value in one text: `PAID/JOB_BOARD/{id}`. */
export function writeSourceKey({ sourceTypeId, sourceSubTypeId, sourceId }: SourceDetails): string {
	return [sourceTypeId, ...(sourceSubTypeId ? [sourceSubTypeId] : []), sourceId].join('/');
}
