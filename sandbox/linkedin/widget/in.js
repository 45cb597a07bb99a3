// The sandbox's stand-in for LinkedIn's platform script: reads its own text ("api_key: …", "extensions: Name@URL, …"),
// then loads each extension from this server. Extensions find their tags with IN.tags(type).
(function () {
	'use strict';
	const own = document.currentScript;
	const settings = new Map(
		own.textContent
			.split('\n')
			.map((line) => /^\s*([\w-]+)\s*:\s*(.+?)\s*$/.exec(line))
			.filter(Boolean)
			.map(([, name, value]) => [name, value]),
	);
	const base = own.src.replace(/\/xdoor\/scripts\/in\.js.*$/, '');
	const extensions = (settings.get('extensions') ?? '')
		.split(',')
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '')
		.map((entry) => ({ name: entry.split('@')[0], url: entry.slice(entry.indexOf('@') + 1) }));

	function complain(text) {
		console.error(`LinkedIn sandbox: ${text}`);
		const note = document.createElement('p');
		note.setAttribute('role', 'alert');
		note.textContent = text;
		own.after(note);
	}

	window.IN = {
		apiKey: settings.get('api_key') ?? '',
		/** Where LinkedIn's side lives, for example http://127.0.0.1:4010/linkedin */
		base,
		/** Tags of a type that no extension has taken yet. */
		tags(type) {
			const found = [...document.querySelectorAll(`script[type="${type}"]`)];
			return found.filter((tag) => {
				const fresh = tag.dataset.taken === undefined;
				tag.dataset.taken = 'yes';
				return fresh;
			});
		},
		/** Each extension adds its own; called once the page is there, and by pages that add tags later. */
		parsers: [],
		parse() {
			for (const parser of window.IN.parsers) parser();
		},
		/** Runs a parser when the page is there, and with every IN.parse(). */
		extend(parser) {
			window.IN.parsers.push(parser);
			if (document.readyState === 'loading')
				document.addEventListener('DOMContentLoaded', () => parser());
			else parser();
		},
	};

	if (window.IN.apiKey === '') complain('api_key is missing in the text of the in.js script tag.');
	if (extensions.length === 0)
		complain('extensions is missing in the text of the in.js script tag.');
	for (const { name, url } of extensions) {
		// The sandbox leads nobody to the real LinkedIn.
		if (!url.startsWith(`${new URL(base).origin}/`)) {
			complain(`The extension ${name} must come from ${base}, not from ${url}.`);
			continue;
		}
		const script = document.createElement('script');
		script.src = url;
		script.onerror = () => complain(`The extension ${name} could not be loaded from ${url}.`);
		document.head.append(script);
	}
})();
