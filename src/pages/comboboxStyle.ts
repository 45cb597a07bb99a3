/** The look of a box to choose from while one types, and of the list below it. */
export const COMBOBOX_STYLE = `
.chooser { position: relative; flex: 1 1 11rem; min-width: 0; } .chooser input { width: 100%; }
[role="listbox"] { position: absolute; z-index: 3; left: 0; right: 0; margin: .2rem 0 0; padding: .25rem; list-style: none; background: var(--card); border: 1px solid var(--soft); border-radius: .5rem; max-height: 16rem; overflow: auto; box-shadow: 0 .4rem 1rem #0003; }
[role="option"] { padding: .35rem .5rem; border-radius: .35rem; cursor: pointer; overflow-wrap: anywhere; } [role="option"] .muted { display: block; }
[role="option"][aria-selected="true"] { background: var(--accent); color: var(--card); } [role="option"][aria-selected="true"] .muted { color: inherit; }
.none { padding: .35rem .5rem; color: var(--soft); }
`;
