import { COMBOBOX_STYLE } from './comboboxStyle';
import { Html } from './html';

/** What the page adds to the look of the status page. */
export const DECISIONS_PAGE_STYLE = new Html(`
.card h2 { margin: 0 0 .25rem; overflow-wrap: anywhere; } article p { overflow-wrap: anywhere; }
fieldset { border: 0; margin: .75rem 0; padding: 0; min-width: 0; } legend { font-weight: 600; padding: 0; overflow-wrap: anywhere; }
.choices { list-style: none; margin: .25rem 0; padding: 0; }
.choices li { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: baseline; }
.choices label { display: flex; gap: .5rem; align-items: baseline; padding: .35rem 0; cursor: pointer; min-width: 0; overflow-wrap: anywhere; }
.find { margin: .75rem 0; } .find label { font-weight: 600; } .row { display: flex; gap: .5rem; max-width: 30rem; align-items: start; }
.find input { font: inherit; min-width: 0; padding: .45rem .6rem; border: 1px solid var(--soft); border-radius: .5rem; background: var(--card); color: var(--text); }
button.main { background: var(--accent); color: var(--card); }
#notes { position: sticky; top: .5rem; z-index: 4; }
.notice.done { border-color: var(--on); background: var(--on-back); }
${COMBOBOX_STYLE}`);
