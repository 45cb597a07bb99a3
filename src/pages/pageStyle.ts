import { Html } from './html';

/** The whole look of our pages: nothing is loaded from anywhere. Colours have a contrast of 4.5 at least. */
export const PAGE_STYLE = new Html(`
:root { color-scheme: light dark; --text: #1b1f23; --soft: #57606a; --page: #f6f8fa; --card: #fff; --line: #d0d7de;
 --accent: #0a66c2; --on: #0f6b3a; --on-back: #e2f5e9; --off: #9a3412; --off-back: #fdeee2; --plot: #0a66c233; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --soft: #9da7b1; --page: #0d1117; --card: #161b22;
 --line: #30363d; --accent: #6cb2f7; --on: #6fdd9b; --on-back: #12301f; --off: #ffb38a; --off-back: #3a2012; --plot: #6cb2f733; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Open Sans", "DejaVu Sans", sans-serif; }
main, header, footer { max-width: 46rem; margin: 0 auto; padding: 0 1rem; }
header { padding-top: 1.5rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 0 0 .5rem; }
p { margin: .5rem 0; }
a { color: var(--accent); }
.lead { font-size: 1.1rem; }
footer a + a { margin-inline-start: .75rem; }
.muted, footer { color: var(--soft); font-weight: 400; font-size: .9rem; }
.count { color: var(--soft); font-weight: 400; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: .75rem 0; }
.card > :first-child { margin-top: 0; } .card > :last-child { margin-bottom: 0; }
.pills { list-style: none; margin: .5rem 0; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem; }
.pill { display: inline-block; border: 1px solid var(--line); border-radius: 1rem; padding: .15rem .75rem; margin: 0; }
.pill.on { color: var(--on); background: var(--on-back); border-color: currentColor; }
.pill.off { color: var(--off); background: var(--off-back); border-color: currentColor; }
.notice { border-left: .25rem solid var(--off); background: var(--off-back); padding: .5rem .75rem; border-radius: .25rem; }
.activity { font-weight: 600; }
.stream { margin: .9rem 0; } .stream p { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; margin: 0 0 .25rem; }
.numbers { font-variant-numeric: tabular-nums; }
.bar { height: .6rem; border-radius: .3rem; background: var(--line); overflow: hidden; }
.bar > div { height: 100%; background: var(--accent); border-radius: .3rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .5rem 1rem; margin: 1rem 0; }
.facts div { min-width: 0; } dt { color: var(--soft); font-size: .9rem; } dd { margin: 0; }
.plot { margin: 1rem 0 0; } .plot svg { width: 100%; height: auto; display: block; } .plot text { fill: var(--soft); font-size: 14px; }
.plot figcaption { color: var(--soft); font-size: .9rem; }
.grid { stroke: var(--line); } .line { fill: none; stroke: var(--accent); stroke-width: 2; } .area { fill: var(--plot); }
.records { margin: .5rem 0; padding-left: 1.2rem; } code { overflow-wrap: anywhere; font-size: .9rem; }
summary { cursor: pointer; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
fieldset { border: 0; margin: 1rem 0; padding: 0; min-width: 0; } legend { font-weight: 600; padding: 0; }
.field { margin: 1rem 0; } .field > label { display: block; font-weight: 600; } .hint { color: var(--soft); font-size: .9rem; margin: 0; }
.choice { display: flex; gap: .6rem; align-items: baseline; margin: .4rem 0; } .choice input { flex: none; }
input[type=text], input[type=search], textarea, select { font: inherit; color: var(--text); background: var(--card); border: 1px solid var(--soft); border-radius: .35rem; padding: .45rem .6rem; width: 100%; }
[aria-invalid=true] { border: 2px solid var(--off) !important; } .error { color: var(--off); font-weight: 600; margin: .25rem 0; }
.good { border-left: .25rem solid var(--on); background: var(--on-back); padding: .5rem .75rem; border-radius: .25rem; }
.steps { list-style: none; padding: 0; margin: 1rem 0; display: flex; flex-wrap: wrap; gap: .4rem; } .steps li { border: 1px solid var(--line); border-radius: 1rem; padding: .15rem .75rem; color: var(--soft); }
.steps li[aria-current] { border-color: var(--accent); color: var(--accent); font-weight: 600; }
button.main { background: var(--accent); color: var(--card); } button.danger { border-color: var(--off); color: var(--off); }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .35rem .5rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; } .scroll { overflow-x: auto; }
button { font: inherit; font-weight: 600; padding: .5rem 1rem; border: 1px solid var(--accent); border-radius: .5rem; background: var(--card); color: var(--accent); cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
footer { padding-top: 1.5rem; padding-bottom: 2rem; }
@media (max-width: 30rem) { .plot text { font-size: 22px; } }
`);
