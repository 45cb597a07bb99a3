import { additionalData } from '../../scripts/support/runNode';
import { LoadOptionsContext } from 'n8n-core';
import {
	type ICredentialDataDecryptedObject,
	type ILoadOptionsFunctions,
	type INode,
	type INodeListSearchResult,
	type INodeType,
	Workflow,
} from 'n8n-workflow';

/** Asks a node's searchable list as the editor does while somebody types. */
export async function runListSearch(
	type: INodeType,
	method: string,
	parameters: INode['parameters'],
	credentials: Record<string, ICredentialDataDecryptedObject>,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const node: INode = {
		id: 'node',
		name: 'Node',
		type: `test.${type.description.name}`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: Object.fromEntries(
			Object.keys(credentials).map((name) => [name, { id: name, name }]),
		),
	};
	const workflow = new Workflow({
		id: 'workflow',
		name: 'Test',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => type,
			getByNameAndVersion: () => type,
			getKnownTypes: () => ({}),
		},
	});
	const data = additionalData(workflow, credentials);
	data.currentNodeParameters = parameters;
	// Its own types say less about names than the port does.
	const context: unknown = new LoadOptionsContext(workflow, node, data, '');
	const search = type.methods?.listSearch?.[method];
	if (!search) throw new Error(`No list is called ${method}`);
	return await search.call(context as ILoadOptionsFunctions, filter, paginationToken);
}
