/** Arrows point down only (design: layers). Each rule names who may not know whom. */
const never = (name, from, to, comment) => ({
	name,
	comment,
	severity: 'error',
	from: { path: from },
	to: { path: to },
});

module.exports = {
	forbidden: [
		never('basics-know-nobody', '^src/basics/', '^src/(?!basics/)', 'What every layer may use.'),
		never(
			'errors-know-nobody',
			'^src/errors/',
			'^src/(?!errors/|basics/)',
			'Errors are the bottom.',
		),
		never(
			'http-knows-no-vendor',
			'^src/http/',
			'^src/(?!http/|errors/|basics/)',
			'One HTTP client, for any vendor.',
		),
		never(
			'linkedin-below',
			'^src/linkedin/',
			'^src/(?!linkedin/|http/|errors/|basics/)',
			'A vendor’s client knows its vendor and src/http.',
		),
		never(
			'smartrecruiters-below',
			'^src/smartrecruiters/',
			'^src/(?!smartrecruiters/|http/|errors/|basics/)',
			'A vendor’s client knows its vendor and src/http.',
		),
		never(
			'mapping-is-pure',
			'^src/mapping/',
			'^src/(?!mapping/|linkedin/|smartrecruiters/|basics/)',
			'Translation between two vocabularies.',
		),
		never(
			'mapping-makes-no-calls',
			'^src/mapping/',
			'^src/(linkedin/LinkedInApi|smartrecruiters/SmartRecruitersApi|http/)',
			'No I/O in mappings.',
		),
		never(
			'state-below-operations',
			'^src/state/',
			'^src/(?!state/|http/|errors/|basics/)',
			'State knows neither vendors nor use cases.',
		),
		never(
			'pages-know-nobody',
			'^src/pages/',
			'^src/(?!pages/|basics/)',
			'Rows in, text out: pages call nobody.',
		),
		never(
			'sync-below-operations',
			'^src/sync/',
			'^src/(operations|n8n)/',
			'The engine does not know who runs it.',
		),
		never('operations-below-n8n', '^src/operations/', '^src/n8n/', 'Use cases do not know n8n.'),
		never(
			'n8n-stays-on-top',
			'^src/(?!n8n/)',
			'node_modules/n8n-',
			'n8n’s types end at nodes/ and src/n8n/.',
		),
		never('nodes-are-forms', '^src/', '^(nodes|credentials)/', 'Nothing below imports a node.'),
		{
			name: 'nodes-are-strangers',
			severity: 'error',
			comment: 'What two nodes need stands in src/.',
			from: { path: '^nodes/([^/]+)/' },
			to: { path: '^nodes/', pathNot: '^nodes/$1/' },
		},
		never(
			'sandbox-is-a-second-opinion',
			'^sandbox/',
			'^(src|nodes|credentials|test)/',
			'The sandbox shares no code with the product.',
		),
		never(
			'product-knows-no-sandbox',
			'^(src|nodes|credentials)/',
			'^(sandbox|test|scripts)/',
			'The product does not know its tests.',
		),
		never(
			'scripts-below-tests',
			'^scripts/',
			'^test/',
			'Tests use the scripts, and what both need is in scripts/support.',
		),
		{
			name: 'no-circles',
			severity: 'error',
			comment: 'Two files that need each other are one.',
			from: {},
			to: { circular: true },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.check.json' },
	},
};
