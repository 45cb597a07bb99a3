import { core, rows, type TemplateNode } from './nodes';

/** Rows of `rsc_deletions`, one for each item. */
export function noteDeletion(name: string, position: [x: number, y: number]): TemplateNode {
	return rows(name, position, 'rsc_deletions', 'upsert', {
		filter: {
			organization: '={{ $json.organization }}',
			recordKey: '={{ $json.recordKey }}',
		},
		values: {
			organization: '={{ $json.organization }}',
			recordKey: '={{ $json.recordKey }}',
			kind: '={{ $json.kind }}',
			reason: '={{ $json.reason }}',
			deletedAt: '={{ $json.deletedAt }}',
			proof: '={{ $json.proof }}',
		},
	});
}

/** Who is deleted is nobody's match any more. */
export function forgetPerson(name: string, position: [x: number, y: number]): TemplateNode {
	return rows(name, position, 'rsc_people', 'deleteRows', {
		filter: {
			organization: '={{ $json.organization }}',
			candidateId:
				"={{ $json.kind === 'candidate' ? $json.recordKey.replace('candidate:', '') : 'nobody' }}",
		},
	});
}

/** Rows of `rsc_parked`, one for each item. */
export function parkRejected(name: string, position: [x: number, y: number]): TemplateNode {
	return rows(name, position, 'rsc_parked', 'upsert', {
		filter: {
			organization: '={{ $json.organization }}',
			recordKey: '={{ $json.recordKey }}',
		},
		values: {
			organization: '={{ $json.organization }}',
			recordKey: '={{ $json.recordKey }}',
			kind: '={{ $json.kind }}',
			code: '={{ $json.code }}',
			reason: '={{ $json.reason }}',
			whatToDo: '={{ $json.whatToDo }}',
			lastSeenAt: '={{ $now.toISO() }}',
		},
	});
}

export function splitOut(
	name: string,
	position: [x: number, y: number],
	field: string,
): TemplateNode {
	return core(name, 'splitOut', 1, position, { fieldToSplitOut: field, options: {} });
}

/** Rows of `rsc_people`, one for each item. */
export function keepPerson(
	name: string,
	position: [x: number, y: number],
	knownBy = '={{ $json.knownBy }}',
): TemplateNode {
	return rows(name, position, 'rsc_people', 'upsert', {
		filter: {
			organization: '={{ $json.organization }}',
			person: '={{ $json.person }}',
			candidateId: '={{ $json.candidateId }}',
		},
		values: {
			organization: '={{ $json.organization }}',
			person: '={{ $json.person }}',
			candidateId: '={{ $json.candidateId }}',
			knownBy,
			knownAt: '={{ $json.knownAt }}',
		},
	});
}
