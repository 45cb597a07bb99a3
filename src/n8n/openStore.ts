import type { IExecuteFunctions } from 'n8n-workflow';
import { RememberingStore } from '../state/RememberingStore';
import type { StateStore } from '../state/StateStore';
import { DataTableStore } from './DataTableStore';

/** The state of one execution, in n8n's Data Tables. */
export const openStore = (context: IExecuteFunctions): StateStore =>
	new RememberingStore(new DataTableStore(context), () => Date.now());
