import type { Finding } from './Finding';

/** n8n itself: its clock, its Data Tables, its version and processes. */
export const HOST_FINDINGS = {
	clockRight: {
		level: 'ok',
		says: 'n8n’s clock agrees with that of {vendor} ({seconds} s apart).',
		whatToDo: '',
	},
	clockOff: {
		level: 'stop',
		says: 'n8n’s clock and that of {vendor} are {seconds} s apart.',
		whatToDo:
			'Synchronise the clock of the machine on which n8n runs with a time server (NTP). Changes would be missed, and signed calls refused as too old.',
	},
	clockUntold: {
		level: 'look',
		says: '{vendor} did not state the time.',
		whatToDo:
			'Check that the clock of the machine on which n8n runs is synchronised with a time server.',
	},
	tablesReady: {
		level: 'ok',
		says: 'n8n’s Data Tables are switched on, and accept rows.',
		whatToDo: '',
	},
	tablesEmpty: {
		level: 'ok',
		says: 'n8n’s Data Tables are switched on. The first table is made by the first step.',
		whatToDo: '',
	},
	tablesOff: {
		level: 'stop',
		says: 'n8n’s Data Tables cannot be used.',
		whatToDo:
			'Save this workflow. Then check that the Data Tables module of n8n is on (N8N_DISABLED_MODULES must not name data-table), and that this n8n is not a read-only instance.',
	},
	tablesFull: {
		level: 'stop',
		says: 'n8n’s Data Tables accept no more rows.',
		whatToDo:
			'They are probably full: delete tables that nobody needs, or set N8N_DATA_TABLES_MAX_SIZE_BYTES higher (200 MB by default), and restart n8n.',
	},
	tablesFilling: {
		level: 'look',
		says: '{reason}.',
		whatToDo: '{advice}',
	},
	tablesDamaged: {
		level: 'stop',
		says: 'What is kept in n8n’s Data Tables cannot be read. {reason}.',
		whatToDo: '{advice}',
	},
	versionUntold: {
		level: 'look',
		says: 'n8n does not tell nodes its version. This package is tested on n8n {tried}.',
		whatToDo: 'Look in n8n under Help › About n8n. Update it if it is older.',
	},
	workersUntold: {
		level: 'look',
		says: 'This page was made by one process of n8n, which has the package. Whether there are others cannot be seen from inside.',
		whatToDo:
			'In queue mode (EXECUTIONS_MODE=queue), every worker needs the package: the log of one without it says "Unrecognized node type". Put the package into the image, or set N8N_REINSTALL_MISSING_PACKAGES=true on each. With one n8n there is nothing to do.',
	},
} as const satisfies Record<string, Finding>;
