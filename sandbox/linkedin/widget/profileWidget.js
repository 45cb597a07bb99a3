// The profile plugin: replaces its tag by a frame of LinkedIn's side, and tells the page when somebody was linked or unlinked.
(function () {
	'use strict';
	const { IN } = window;

	function show(tag) {
		const frame = document.createElement('iframe');
		const query = new URLSearchParams({
			api_key: IN.apiKey,
			origin: window.location.origin,
			type: tag.dataset.widgetType ?? '',
			candidate: tag.dataset.atsCandidateId ?? '',
			context: tag.dataset.integrationContext ?? '',
			unlink: tag.dataset.showUnlinkUrl ?? '',
			confirm: tag.dataset.confirmUnlink ?? '',
		});
		frame.src = `${IN.base}/rsc/profile?${query}`;
		frame.title = 'LinkedIn Recruiter profile';
		frame.dataset.testid = 'profile-widget';
		frame.style.cssText = 'border: 0; max-width: 100%; height: 460px;';
		frame.width = tag.dataset.width ?? '800';
		tag.after(frame);

		const origin = new URL(IN.base).origin;
		window.addEventListener('message', (event) => {
			if (event.source !== frame.contentWindow || event.origin !== origin) return;
			const { type, person } = event.data ?? {};
			const name = { 'rsc-link': tag.dataset.onlink, 'rsc-unlink': tag.dataset.onunlink }[type];
			if (typeof window[name] === 'function') window[name](person);
		});
	}

	IN.extend(() => IN.tags('IN/HcmWidget').forEach(show));
})();
