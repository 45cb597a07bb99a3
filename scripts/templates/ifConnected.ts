import { type Position, rows, type TemplateNode } from './nodes';

/**
 * One item while the organization is connected and data sharing is acknowledged, else none. A row that is read, because
 * Data Table's *If Row Exists* knows no condition but equality.
 */
export function ifConnected(name: string, position: Position, organization: string): TemplateNode {
	return rows(name, position, 'rsc_contracts', 'get', {
		filter: [
			['contract', 'eq', organization],
			['state', 'eq', 'connected'],
			['acknowledgedAt', 'gte', '2000'],
		],
		limit: 1,
		executeOnce: true,
	});
}
