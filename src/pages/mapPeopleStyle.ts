import { COMBOBOX_STYLE } from './comboboxStyle';
import { Html } from './html';

/** What the page adds to the look of the status page. */
export const MAP_PEOPLE_STYLE = new Html(`
main, header, footer { max-width: 64rem; }
.toolbar { position: sticky; top: 0; z-index: 2; background: var(--page); padding: .5rem 0; display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
.toolbar [aria-pressed="true"] { background: var(--accent); color: var(--card); } .toolbar [aria-pressed="true"] .count { color: inherit; }
.toolbar input { flex: 1 1 12rem; } .filters { display: flex; flex-wrap: wrap; gap: .5rem; } #notes { flex: 1 0 100%; margin: 0; } #notes[hidden] { display: none; }
input { font: inherit; padding: .45rem .6rem; border: 1px solid var(--soft); border-radius: .5rem; background: var(--card); color: var(--text); min-width: 0; }
button { padding: .4rem .8rem; } button.main { background: var(--accent); color: var(--card); } button:disabled { opacity: .55; cursor: default; }
button .muted { color: inherit; font-weight: 400; }
.seats { list-style: none; margin: .5rem 0; padding: 0; }
.seat { display: grid; grid-template-columns: minmax(12rem, 1.1fr) minmax(14rem, 1.2fr) minmax(18rem, 1.5fr); gap: .5rem 1rem; align-items: start; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; margin: .5rem 0; }
.seat[hidden] { display: none; }
.seat.changed { border-left: .25rem solid var(--off); } .seat.busy { opacity: .6; }
.who, .to { overflow-wrap: anywhere; } .who .muted, .to .muted { display: block; font-size: .85rem; } .why { display: block; color: var(--soft); font-size: .9rem; }
.changes { margin: .25rem 0 0; padding-left: 1.1rem; font-size: .9rem; }
.do { display: flex; flex-wrap: wrap; gap: .4rem; align-items: center; }
${COMBOBOX_STYLE}.error { color: var(--off); grid-column: 1 / -1; margin: 0; }
.closing { display: flex; flex-wrap: wrap; gap: 1rem; align-items: center; margin: 2rem 0; }
@media (max-width: 48rem) { .seat { grid-template-columns: 1fr; } .toolbar { position: static; }
 #notes { position: fixed; z-index: 4; left: 1rem; right: 1rem; bottom: 1rem; padding: .5rem .75rem; background: var(--card); border: 1px solid var(--soft); border-radius: .5rem; } }
`);
