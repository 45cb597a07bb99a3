// What eslint's `no-restricted-syntax` finds; three of these are rules of n8n's main branch that its published plugin does not have yet.
const itemIndexInErrors = {
	selector:
		"NewExpression[callee.name=/^Node(Operation|Api)Error$/]:not(:has(Property[key.name='itemIndex']))",
	message: 'Say which item it was: { itemIndex }.',
};
const forNodes = [
	{
		// The editor takes such a field for the node's one authentication field: it hides the field and mixes up the lists of credentials.
		selector:
			"Property[key.name='credentials'] Property[key.name='displayOptions'] Property[key.name='show']",
		message: 'Use `hide` in the displayOptions of a credential, never `show`.',
	},
	{
		selector:
			"MethodDefinition[key.name='execute']:not(:has(MemberExpression[property.name='continueOnFail']))",
		message: 'Ask this.continueOnFail() in execute().',
	},
	{
		selector:
			':matches(Property, PropertyDefinition)[key.name=/^(account|application|client|contract|customer|organization|partner|tenant)(Id|Urn)$/] > Literal[value=/^\\S*\\d\\S*$/]',
		message: 'Ids come from credentials or parameters.',
	},
];

module.exports = { forNodes, itemIndexInErrors };
