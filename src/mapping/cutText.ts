import { wellFormed } from './wellFormed';

const segmenter = new Intl.Segmenter();

/**
 * The longest beginning of at most `longest` UTF-16 units that ends between two characters as a reader sees them: never
 * in the middle of an emoji, a flag or a letter with its accents, and well-formed. Where the first visible character is
 * longer than the limit itself, it is cut between its code points.
 */
export function cutText(text: string, longest: number): string {
	if (text.length <= longest) return wellFormed(text);
	// Two units more tell whether the last character goes on.
	const head = wellFormed(text.slice(0, longest + 2));
	let end = 0;
	for (const { index, segment } of segmenter.segment(head)) {
		if (index + segment.length > longest) break;
		end = index + segment.length;
	}
	if (end > 0) return head.slice(0, end);
	return wellFormed(head.slice(0, longest)).replace(/\uFFFD$/, '');
}
