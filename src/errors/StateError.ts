import { ConnectorError } from './ConnectorError';

/** The Data Tables in which state is kept cannot be used, or hold something that cannot be read. */
export class StateError extends ConnectorError {
	readonly fate = 'stop' as const;

	constructor(
		message: string,
		readonly advice: string,
		options?: ErrorOptions,
	) {
		super(message, options);
	}

	static damagedRow(table: string, rowId: number | undefined, column: string): StateError {
		const row = rowId === undefined ? 'A row' : `Row ${rowId}`;
		return new StateError(
			`${row} of the Data Table ${table} cannot be read: "${column}" holds something that this node did not write`,
			`Open the Data Table ${table} in n8n and correct or delete that row. Nothing was changed.`,
		);
	}

	static unusable(table: string, cause: unknown): StateError {
		return new StateError(
			`The Data Table ${table} cannot be used`,
			'Check that the workflow was saved, that Data Tables are switched on in this n8n, that their size limit is not reached, and that nobody has renamed or removed columns of this table. Nothing was sent.',
			{ cause },
		);
	}
}
