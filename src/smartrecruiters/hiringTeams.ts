import { z } from 'zod';
import { segment } from '../http/segment';
import { id } from './fields';
import { readList, type WholeList } from './readList';
import type { SmartRecruitersApi } from './SmartRecruitersApi';

const MemberSchema = z.object({ id });

/** Somebody on a hiring team: the id of the user. What they may do there decides nothing about what they see (§4.4). */
export type SrTeamMember = z.output<typeof MemberSchema>;

/**
 * Who is on the hiring team of a job (SmartRecruiters reference §4.4).
 *
 * @returns `undefined` when the job is not visible now
 * @throws RecordRefusedError, ResponseSchemaError: the team of this job is not known, others are
 */
export async function getHiringTeam(
	api: SmartRecruitersApi,
	jobId: string,
): Promise<WholeList<SrTeamMember> | undefined> {
	return await readList(api, {
		kind: 'member',
		owner: { kind: 'job', recordId: jobId },
		path: `/jobs/${segment(jobId)}/hiring-team`,
		endpoint: '/jobs/{id}/hiring-team',
		schema: MemberSchema,
		absentOn: [404],
	});
}
