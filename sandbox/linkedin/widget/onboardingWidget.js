// The ATS Integration Configuration Plugin: replaces its tag by a frame of LinkedIn's side, and hands what the admin
// requested to the page's function.
(function () {
	'use strict';
	const { IN } = window;

	function show(tag) {
		const frame = document.createElement('iframe');
		const query = new URLSearchParams({
			api_key: IN.apiKey,
			origin: window.location.origin,
			types: tag.dataset.supportedBundledIntegrationTypes ?? '',
		});
		frame.src = `${IN.base}/rsc/widget?${query}`;
		frame.title = 'LinkedIn ATS integration';
		frame.dataset.testid = 'ats-integration-widget';
		frame.style.cssText = 'border: 0; max-width: 100%; height: 240px;';
		frame.width = tag.dataset.width ?? '500';
		tag.after(frame);

		const origin = new URL(IN.base).origin;
		window.addEventListener('message', (event) => {
			if (event.source !== frame.contentWindow || event.origin !== origin) return;
			if (event.data?.type !== 'rsc-integrated') return;
			const name = tag.dataset.onintegrate ?? '';
			const callback = window[name];
			if (typeof callback === 'function') callback(event.data.elements);
			else frame.contentWindow.postMessage({ type: 'rsc-no-callback', name }, origin);
		});
	}

	IN.extend(() => IN.tags('IN/ATSIntegrationWidget').forEach(show));
})();
