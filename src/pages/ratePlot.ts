import { z } from 'zod';
import { type Html, html } from './html';
import { number } from './words';

/** Records done so far at a time. */
export interface Sample {
	atS: number;
	done: number;
}

const SamplesSchema = z.array(z.tuple([z.number(), z.number()]));

const WIDTH = 640;
const HEIGHT = 190;
const BOTTOM = 28;
/** Room for the uppermost number, which stands on its line. */
const TOP = 26;

/** Reads the column `samples` of `rsc_sync`: only those of the last run, and none of a damaged list. */
export function readSamples(column: string): Sample[] {
	const parsed = SamplesSchema.safeParse(fromJson(column));
	const samples = (parsed.success ? parsed.data : []).map(([atS, done]) => ({ atS, done }));
	// A new run counts from zero.
	const fresh = samples.filter(({ done }, at) => done < (samples[at - 1]?.done ?? 0)).at(-1);
	return fresh ? samples.slice(samples.indexOf(fresh)) : samples;
}

/** Records a minute between each two samples, at the later one. */
export function ratesOf(samples: readonly Sample[]): Array<{ atS: number; perMinute: number }> {
	return samples.flatMap(({ atS, done }, at) => {
		const before = samples[at - 1];
		if (!before || atS <= before.atS) return [];
		return [{ atS, perMinute: ((done - before.done) / (atS - before.atS)) * 60 }];
	});
}

/** Records a minute over the last minute or so; nothing without two samples. */
export function recentRate(samples: readonly Sample[]): number | undefined {
	const last = samples.at(-1);
	const from = samples.filter(({ atS }) => last && atS <= last.atS - 60).at(-1) ?? samples[0];
	if (!last || !from || last.atS <= from.atS) return undefined;
	return ((last.done - from.done) / (last.atS - from.atS)) * 60;
}

/** A line of the rate over time, as SVG; nothing while there are fewer than two rates. */
export function ratePlot(samples: readonly Sample[]): Html | undefined {
	const rates = ratesOf(samples);
	const first = rates[0];
	const last = rates.at(-1);
	if (!first || !last || rates.length < 2) return undefined;
	const highest = Math.max(...rates.map(({ perMinute }) => perMinute));
	const top = niceCeiling(highest);
	const spanS = last.atS - first.atS;
	const x = (atS: number): number => ((atS - first.atS) / spanS) * WIDTH;
	const y = (perMinute: number): number => TOP + (1 - perMinute / top) * (HEIGHT - TOP - BOTTOM);
	const points = rates.map(
		({ atS, perMinute }) => `${x(atS).toFixed(1)},${y(perMinute).toFixed(1)}`,
	);
	const floor = y(0).toFixed(1);
	const lines = [0, top / 2, top];
	return html`<figure class="plot">
		<figcaption>Records a minute</figcaption>
		<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="plot-title">
			<title id="plot-title">
				Records a minute over time: ${number(last.perMinute)} at the end, ${number(highest)} at most
			</title>
			<polygon class="area" points="0,${floor} ${points.join(' ')} ${WIDTH},${floor}" />
			${lines.map((value) => gridLine(value, y(value)))}
			<polyline class="line" points="${points.join(' ')}" />
			<text x="0" y="${HEIGHT - 6}">${clock(first.atS, spanS)}</text>
			<text x="${WIDTH}" y="${HEIGHT - 6}" text-anchor="end">${clock(last.atS, spanS)} UTC</text>
		</svg>
	</figure>`;
}

const gridLine = (value: number, y: number): Html =>
	html`<line class="grid" x1="0" x2="${WIDTH}" y1="${y.toFixed(1)}" y2="${y.toFixed(1)}" />${value >
			0 && html`<text x="0" y="${(y - 5).toFixed(1)}">${number(value)}</text>`}`;

/** 1, 2, 2.5 or 5 times a power of ten, not below `value`. */
function niceCeiling(value: number): number {
	const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
	return [1, 2, 2.5, 5, 10].map((step) => step * power).find((step) => step >= value) ?? power * 10;
}

/** A short run is told in seconds. */
const clock = (atS: number, spanS: number): string =>
	new Date(atS * 1000).toISOString().slice(11, spanS < 600 ? 19 : 16);

function fromJson(text: string): unknown {
	try {
		return JSON.parse(text || '[]');
	} catch {
		return undefined;
	}
}
