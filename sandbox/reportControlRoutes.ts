import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parseBody } from './core/parseBody';
import type { ReportStore } from './smartrecruiters/reports/ReportStore';

const BuiltSchema = z.object({
	reportId: z.string(),
	name: z.string(),
	rowEntityTypeId: z.string().default('APPLICATION'),
	columns: z.array(z.string()),
	filters: z.array(z.unknown()).default([]),
	accessGroupId: z.string().optional(),
	reportFormats: z.array(z.string()).default(['CSV']),
});

/** What a person does in Report Builder: there is no API for it (SmartRecruiters reference §12.1). */
export function registerReportControl(app: FastifyInstance, reports: ReportStore): void {
	app.get('/_sandbox/reports', () => reports.list());
	app.post('/_sandbox/reports', (request) => {
		reports.build(parseBody(request, BuiltSchema));
		return reports.list();
	});
	app.delete('/_sandbox/reports/files', () => {
		reports.forgetFiles();
		return { ok: true };
	});
}
