import { core, type TemplateNode } from './nodes';

type Position = [x: number, y: number];

/** The credential with which people open pages that act; whoever has none sees nothing. */
export const PAGES_CREDENTIAL = { httpBasicAuth: { id: '5', name: 'RSC pages' } } as const;

/** n8n's own look is small, grey on white, and loads a font from elsewhere; this one is neither. */
const FORM_STYLE = `
:root {
	color-scheme: light dark;
	--font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Open Sans", "DejaVu Sans", sans-serif;
	--font-size-body: 16px; --font-size-label: 16px; --font-size-input: 16px; --font-size-paragraph: 16px;
	--font-size-error: 14px; --font-size-header: 24px; --font-size-html-h2: 20px; --font-size-html-h3: 17px;
	--font-size-subheader: 16px;
	--color-background: #f6f8fa; --color-card-bg: #ffffff; --color-card-border: #d0d7de; --color-card-shadow: transparent;
	--color-header: #1b1f23; --color-header-subtext: #57606a; --color-link: #57606a; --color-label: #1b1f23;
	--color-html-text: #1b1f23; --color-html-link: #0a66c2; --color-input-text: #1b1f23; --color-input-bg: #ffffff;
	--color-input-border: #8c959f; --color-focus-border: #0a66c2; --color-submit-btn-bg: #0a66c2; --color-submit-btn-text: #ffffff;
	--color-error: #b42318; --color-required: #b42318;
	--container-width: 600px;
}
@media (prefers-color-scheme: dark) {
	:root {
		--color-background: #0d1117; --color-card-bg: #161b22; --color-card-border: #30363d;
		--color-header: #e6edf3; --color-header-subtext: #9da7b1; --color-link: #9da7b1; --color-label: #e6edf3;
		--color-html-text: #e6edf3; --color-html-link: #6cb2f7; --color-input-text: #e6edf3; --color-input-bg: #0d1117;
		--color-input-border: #6e7681; --color-focus-border: #6cb2f7; --color-error: #ff9c8f; --color-required: #ff9c8f;
	}
}
.container { max-width: 95%; }
.form-header, div.html { text-align: left; }
.form-header h1 { font-weight: 600; }
div.html { line-height: 1.5; }
div.html h3 { font-weight: 600; margin-top: 16px; }
div.html ul { display: block; }
.multiselect-option label { color: var(--color-label); line-height: 1.4; }
.multiselect-checkbox, input[type='checkbox'] { flex: none; margin-top: 2px; }
.inputs-wrapper > div { margin-bottom: 8px; }
.inputs-wrapper > div.html { margin-bottom: 20px; }
@media only screen and (max-width: 500px) {
	.container { width: 100%; max-width: 100%; padding: 12px; }
	.card { padding: 16px; border: 1px solid var(--color-card-border); border-radius: 8px; }
}
:focus-visible { outline: 3px solid var(--color-focus-border); outline-offset: 2px; }
#submit-btn:hover { opacity: 1; filter: brightness(1.1); }
`.trim();

/** An element of a form, as n8n's form nodes call them. */
export type Field = Record<string, unknown>;

export const htmlField = (markup: string): Field => ({ fieldType: 'html', html: markup });
export const textField = (name: string, label: string, extra: Field = {}): Field => ({
	fieldName: name,
	fieldLabel: label,
	fieldType: 'text',
	...extra,
});
export const choiceField = (
	name: string,
	label: string,
	options: readonly string[],
	fieldType: 'checkbox' | 'dropdown' | 'radio' = 'radio',
): Field => ({
	fieldName: name,
	fieldLabel: label,
	fieldType,
	requiredField: true,
	fieldOptions: { values: options.map((option) => ({ option })) },
	...(fieldType === 'radio' && { defaultValue: options[0] }),
});
/** Tells the workflow which page was answered. */
const pageField = (page: string): Field => ({
	fieldName: 'page',
	fieldType: 'hiddenField',
	fieldValue: page,
});

interface Page {
	title: string;
	button: string;
	/** Elements, or an expression that gives them as JSON. */
	fields: readonly Field[] | string;
}

/** The first page: the address that people are given. It cannot know anything yet. */
export function formStart(
	name: string,
	position: Position,
	path: string,
	webhookId: string,
	{ title, button, fields }: Page,
): TemplateNode {
	return core(
		name,
		'formTrigger',
		2.6,
		position,
		{
			authentication: 'basicAuth',
			formTitle: title,
			formFields: { values: fields },
			options: {
				path,
				buttonLabel: button,
				appendAttribution: false,
				customCss: FORM_STYLE,
			},
		},
		{ credentials: PAGES_CREDENTIAL, webhookId },
	);
}

/** A further page. A person may take a week; then the journey ends, and begins again where it was. */
export function formPage(
	name: string,
	position: Position,
	page: string,
	{ title, button, fields }: Page,
): TemplateNode {
	return core(name, 'form', 2.5, position, {
		operation: 'page',
		...(typeof fields === 'string'
			? { defineForm: 'json', jsonOutput: fields }
			: { defineForm: 'fields', formFields: { values: [...fields, pageField(page)] } }),
		limitWaitTime: true,
		limitType: 'afterTimeInterval',
		resumeAmount: 7,
		resumeUnit: 'days',
		options: { formTitle: title, buttonLabel: button, customCss: FORM_STYLE },
	});
}

/** The end: the browser goes on to another address. */
export function formRedirect(name: string, position: Position, url: string): TemplateNode {
	return core(name, 'form', 2.5, position, {
		operation: 'completion',
		respondWith: 'redirect',
		redirectUrl: url,
		limitWaitTime: true,
		limitType: 'afterTimeInterval',
		resumeAmount: 1,
		resumeUnit: 'days',
		options: { customCss: FORM_STYLE },
	});
}

/** The end: a few words. */
export function formEnd(
	name: string,
	position: Position,
	title: string,
	message: string,
): TemplateNode {
	return core(name, 'form', 2.5, position, {
		operation: 'completion',
		respondWith: 'text',
		completionTitle: title,
		completionMessage: message,
		limitWaitTime: true,
		limitType: 'afterTimeInterval',
		resumeAmount: 1,
		resumeUnit: 'days',
		options: { customCss: FORM_STYLE },
	});
}
