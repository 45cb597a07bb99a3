import { ConfigurationError } from '../../errors/ConfigurationError';
import { findColumns, missingColumns } from '../../mapping/reportColumns';
import { getReport } from '../../smartrecruiters/reports';
import type { SrReport } from '../../smartrecruiters/reportSchemas';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';

/** Entities that a row may stand for instead (SmartRecruiters reference §12.1.2). */
const OTHER_ROWS = /job|position|candidate|offer|interview|requisition|user|employee|approval/i;

/**
 * Looks at a report before a file of it is made (§12.1.5): whether its rows are all applications, with the columns that are
 * needed.
 *
 * @returns whether the report tells tags
 * @throws ConfigurationError that says what to change in Report Builder
 */
export async function checkReport(api: SmartRecruitersApi, reportId: string): Promise<boolean> {
	const report = await getReport(api, reportId);
	if (!report)
		throw new ConfigurationError(
			'SmartRecruiters does not show the chosen report',
			'Choose it from the list again. If it is not there, put the user of the API credential on the access list of the report in Report Builder.',
		);
	const rows = report.rowEntityTypeId ?? '';
	if (!/application/i.test(rows) && OTHER_ROWS.test(rows))
		throw unfit(
			'its rows are not applications',
			'Build a report with one row for each application.',
		);
	if (report.filters > 0)
		throw unfit(
			'it has a filter',
			'Remove all filters: people who are filtered out would be missing.',
		);
	if (report.accessGroupId !== undefined)
		throw unfit(
			'an access group restricts its rows',
			'Remove the access group: people whom it does not show would be missing.',
		);
	if (report.reportFormats.length > 0 && !report.reportFormats.includes('CSV'))
		throw unfit('it has no CSV format', 'Add CSV to its formats.');
	const places = findColumns(report.columns.map(namesOf));
	if (report.columns.length > 0) refuseIfIncomplete(missingColumns(places));
	return places.tags !== undefined;
}

/** @throws ConfigurationError naming the columns */
export function refuseIfIncomplete(missing: readonly string[]): void {
	if (missing.length === 0) return;
	throw unfit(
		`it lacks ${missing.length === 1 ? 'the column' : 'the columns'} ${missing.join(', ')}`,
		'Add them in Report Builder, and start again.',
	);
}

/** A report that cannot be used as it is. */
export function unfit(why: string, advice: string): ConfigurationError {
	return new ConfigurationError(`The report cannot be used: ${why}`, advice);
}

/** How a header may be made of the two names of a column is not documented (§12.1.3). */
function namesOf({
	dataPointName: name = '',
	dataPointInstanceName: instance = '',
}: SrReport['columns'][number]): string[] {
	const whole = [`${name} ${instance}`, `${instance} ${name}`];
	const dated = /^(.*)\bdate$/i.exec(name.trim());
	return [...whole, ...(dated ? [`${dated[1] ?? ''} ${instance} date`] : []), instance, name];
}
