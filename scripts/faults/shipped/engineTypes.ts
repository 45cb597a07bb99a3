import { Filter } from 'n8n-nodes-base/dist/nodes/Filter/Filter.node';
import { NoOp } from 'n8n-nodes-base/dist/nodes/NoOp/NoOp.node';
import {
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
	NodeHelpers,
} from 'n8n-workflow';

const CORE: Record<string, INodeType | IVersionedNodeType> = {
	'n8n-nodes-base.filter': new Filter(),
	'n8n-nodes-base.noOp': new NoOp(),
};
/** Only ever begun at, with items that it hands on. */
const startType = (name: string): INodeType => ({
	description: {
		displayName: name,
		name,
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: { name },
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
});

/** The package's nodes, n8n's own that ready-made workflows use, and anything else as a trigger that was called. */
export function engineTypes(own: ReadonlyMap<string, INodeType>): INodeTypes {
	const types: INodeTypes = {
		getByName: (name) => types.getByNameAndVersion(name),
		getByNameAndVersion: (name, version) => {
			const packaged = own.get(name);
			if (packaged) return packaged;
			const core = CORE[name];
			return core ? NodeHelpers.getVersionedNodeType(core, version) : startType(name);
		},
		getKnownTypes: () => ({}),
	};
	return types;
}
