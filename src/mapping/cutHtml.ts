import { cutText } from './cutText';
import { htmlTokens } from './html';
import { wellFormed } from './wellFormed';

/**
 * HTML of at most `longest` UTF-16 units: cut between characters as a reader sees them, never inside a tag or an entity,
 * and with everything closed that was open at the cut. HTML that fits stays as it is.
 */
export function cutHtml(html: string, longest: number): string {
	if (html.length <= longest) return wellFormed(html);
	const open: string[] = [];
	let closing = 0;
	let kept = '';
	for (const { kind, raw, name } of htmlTokens(html)) {
		const room = longest - kept.length - closing;
		if (kind === 'open') {
			const end = name.length + 3;
			if (raw.length + end > room) break;
			open.push(name);
			closing += end;
		} else if (kind === 'close') {
			const at = open.lastIndexOf(name);
			// What was never opened would close nothing.
			if (at < 0) continue;
			const inner = open.splice(at).reverse();
			for (const one of inner) closing -= one.length + 3;
			kept += inner.map((one) => `</${one}>`).join('');
			continue;
		} else if (raw.length > room) {
			if (kind === 'text') kept += cutText(raw, room).trimEnd();
			break;
		}
		kept += kind === 'text' ? wellFormed(raw) : raw;
	}
	return (
		kept +
		open
			.reverse()
			.map((name) => `</${name}>`)
			.join('')
	);
}
