import { Html } from './html';

/** Of lines with a word of judgement in front: `ok`, `look` or `stop`. */
export const LINE_STYLE = new Html(`
.lines { list-style: none; margin: 0; padding: 0; } .lines li { display: grid; grid-template-columns: 4.5rem 1fr; gap: .25rem .75rem; padding: .6rem 0; border-top: 1px solid var(--line); }
.lines li:first-child { border-top: 0; padding-top: 0; } .lines p { margin: 0; grid-column: 2; overflow-wrap: anywhere; } .lines .level { grid-column: 1; font-weight: 600; text-align: center; align-self: start; border: 1px solid currentColor; border-radius: 1rem; padding: 0 .5rem; }
.level.ok { color: var(--on); background: var(--on-back); } .level.look { color: var(--accent); } .level.stop { color: var(--off); background: var(--off-back); }
@media (max-width: 30rem) { .lines li { grid-template-columns: 1fr; } .lines p { grid-column: 1; } .lines .level { justify-self: start; } }
`);
