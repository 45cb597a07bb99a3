import type { ClickPath } from './connectPageData';
import { Html, html } from './html';

/** Where things are in the drawing, which is as wide as a phone. */
const WIDTH = 340;
const ROW = 46;
const BAR = 44;
const ITEM = { width: 210, height: 32 };
const SWITCH_ROW = 40;

export const CLICK_PATH_STYLE = new Html(`
.paths { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); gap: 1rem; margin: 1rem 0; }
.path { margin: 0; } .path figcaption { font-weight: 600; margin-bottom: .35rem; }
.path svg { width: 100%; max-width: 26rem; height: auto; display: block; } .path svg text { font: 14px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; fill: var(--text); }
.screen { fill: var(--page); stroke: var(--line); } .item { fill: var(--card); stroke: var(--soft); } .person { fill: var(--soft); }
.path svg .head { fill: var(--soft); } .mark { fill: var(--accent); } .path svg .nth { fill: var(--card); font-weight: 700; text-anchor: middle; }
.track { fill: var(--on); } .knob { fill: var(--card); } .path ol { margin: .5rem 0 0; padding-left: 1.4rem; }
`);

/**
 * The way to both switches as a drawing of Recruiter's screen, with a number at each thing that is clicked, and the same as a
 * list. Nothing in it is a picture of the product: labels and places are those of LinkedIn's help (reference §2.1).
 */
export function clickPathDrawing(
	{ title, beginsAtFace, places }: ClickPath,
	switches: { company: string; contract: string },
): Html {
	const [entry = '', ...others] = places;
	const panelY = BAR + 8 + others.length * ROW;
	const height = panelY + 2 * SWITCH_ROW + 16;
	const toggles = [switches.company, switches.contract];
	return html`<figure class="path">
		<figcaption>${title}</figcaption>
		<svg viewBox="0 0 ${WIDTH} ${height}" aria-hidden="true" focusable="false">
			<rect class="screen" x="1" y="1" width="${WIDTH - 2}" height="${height - 2}" rx="8" />
			<rect class="item" x="1" y="1" width="${WIDTH - 2}" height="${BAR}" rx="8" />
			<text class="head" x="14" y="28">RECRUITER</text>
			${beginsAtFace ? FACE : wordOf(entry)} ${mark(0, WIDTH - 88, 23)}
			${others.map((place, at) => itemOf(place, at + 1, at === 0))}
			${toggles.map((label, at) => switchOf(label, places.length + at, panelY + at * SWITCH_ROW))}
		</svg>
		<ol>
			${places.map((place) => html`<li>${place}</li>`)}
			<li>Switch on <strong>${switches.company}</strong>, once.</li>
			<li>Switch on <strong>${switches.contract}</strong>, for each contract.</li>
		</ol>
	</figure>`;
}

/** At the right end of the bar. */
const FACE = html`<circle class="person" cx="${WIDTH - 24}" cy="16" r="6" />
	<path class="person" d="M ${WIDTH - 36} 36 a 12 12 0 0 1 24 0 z" />`;

const wordOf = (entry: string): Html => html`<text x="${WIDTH - 70}" y="28">${entry} ▾</text>`;

/** The entry's menu opens at the right; what follows is on the page, at the left. */
function itemOf(place: string, at: number, inMenu: boolean): Html {
	const x = inMenu ? WIDTH - ITEM.width - 12 : 14;
	const y = BAR + 8 + (at - 1) * ROW;
	return html`<rect
			class="item"
			x="${x}"
			y="${y}"
			width="${ITEM.width}"
			height="${ITEM.height}"
			rx="6"
		/>
		${mark(at, x + 20, y + ITEM.height / 2)}
		<text x="${x + 40}" y="${y + 21}">${place}</text>`;
}

function switchOf(label: string, at: number, y: number): Html {
	return html`${mark(at, 34, y + 20)}
		<text x="54" y="${y + 25}">${label}</text>
		<rect class="track" x="${WIDTH - 66}" y="${y + 9}" width="44" height="22" rx="11" />
		<circle class="knob" cx="${WIDTH - 33}" cy="${y + 20}" r="8" />`;
}

function mark(at: number, x: number, y: number): Html {
	return html`<circle class="mark" cx="${x}" cy="${y}" r="11" />
		<text class="nth" x="${x}" y="${y + 5}">${at + 1}</text>`;
}
