import type { Generation, LinkedInRoom } from '../guard';
import { problem } from '../problems';
import type { AclEntityType } from './AclRows';

/** Key parts and paths of one generation. */
export const ACL_NAMES = {
	v2: {
		entities: 'atsEntityAcls',
		assignees: 'atsEntityAclAssignees',
		type: 'atsEntityType',
		id: 'atsEntityId',
		group: 'atsEntityAclId',
	},
	rest: {
		entities: 'entityAcls',
		assignees: 'entityAclAssignees',
		type: 'entityType',
		id: 'entityId',
		group: 'entityAclId',
	},
} as const;

/** @throws Problem 400 for a symbol that the generation does not know */
export function entityTypeOf(
	{ context: { switches } }: LinkedInRoom,
	generation: Generation,
	given: string,
): AclEntityType {
	const known =
		generation === 'v2' ? 'JOB_POSTING' : switches.text('li§11.6 versioned entity types');
	if (known.split(',').includes(given) && isEntityType(given)) return given;
	throw problem(400, 'Batch key parameter value is invalid');
}

const isEntityType = (text: string): text is AclEntityType =>
	text === 'JOB_POSTING' || text === 'JOB_REQUISITION';
