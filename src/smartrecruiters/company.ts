import { z } from 'zod';
import { text } from './fields';
import type { SmartRecruitersApi } from './SmartRecruitersApi';

const PATH = '/configuration/company';

const CompanySchema = z
	.object({ identifier: text, name: text })
	.transform(({ identifier, name }) => ({ identifier: identifier ?? '', name: name ?? '' }));

/** The company that a credential belongs to (SmartRecruiters reference §11.1). */
export async function getCompany(
	api: SmartRecruitersApi,
): Promise<{ identifier: string; name: string } | undefined> {
	return await api.send({
		method: 'GET',
		path: PATH,
		endpoint: PATH,
		schema: CompanySchema,
		attempts: 2,
	});
}
