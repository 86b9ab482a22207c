/** The look of the report's page, light and dark. */
export const style = `
:root { color-scheme: light dark; --ground: #f7f6fb; --card: #fff; --line: #dcd8e8; --text: #221a33; --soft: #5f5773;
  --accent: #6a22e8; --good: #17663a; --good-ground: #e0f5e8; --bad: #a81b13; --bad-ground: #fdeae8; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #15111f; --card: #1f1a2c; --line: #3a3350; --text: #efebf8; --soft: #aaa2c0;
    --accent: #b08cff; --good: #7fd8a2; --good-ground: #16331f; --bad: #ff9a8d; --bad-ground: #3d1a1a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 32px 24px 64px; max-width: 1080px; background: var(--ground); color: var(--text);
  font: 15px/1.5 system-ui, sans-serif; }
h1 { margin: 0; font-size: 30px; line-height: 1.2; }
h2 { margin: 40px 0 12px; font-size: 20px; }
h3 { margin: 0; font-size: 16px; }
a { color: var(--accent); }
.kind { margin: 0; color: var(--soft); }
.verdict { display: inline-block; margin: 12px 0 16px; padding: 6px 14px; border-radius: 999px; font-weight: 600; font-size: 17px; }
.verdict.good { background: var(--good-ground); color: var(--good); }
.verdict.bad { background: var(--bad-ground); color: var(--bad); }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(230px, 1fr)); gap: 12px 24px; margin: 0; padding: 16px 20px;
  background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
dt { color: var(--soft); font-size: 13px; }
dd { margin: 0; overflow-wrap: anywhere; }
article.failed { margin-bottom: 12px; padding: 16px 20px; background: var(--card); border: 1px solid var(--line);
  border-left: 4px solid var(--bad); border-radius: 4px 12px 12px 4px; }
.from { margin: 2px 0 10px; color: var(--soft); overflow-wrap: anywhere; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 16px; margin: 0; }
pre { margin: 2px 0 0; padding: 10px 12px; max-height: 260px; overflow: auto; background: var(--ground); border-radius: 8px;
  font: 13px/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
table { width: 100%; max-width: 560px; border-collapse: collapse; background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
th, td { padding: 7px 16px; text-align: right; border-top: 1px solid var(--line); font-variant-numeric: tabular-nums; }
thead th { border-top: 0; color: var(--soft); font-weight: 400; font-size: 13px; }
th:first-child { text-align: left; font-weight: 400; }
td.none { color: var(--soft); opacity: .6; }
td.held { color: var(--good); }
td.bad { color: var(--bad); font-weight: 700; }
header .note { margin: 0 0 16px; }
.note, .skipped { color: var(--soft); }
.skipped { padding-left: 20px; }
.skipped strong { color: var(--text); font-weight: 600; }
.gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(480px, 1fr)); gap: 20px; }
figure { margin: 0; padding: 12px; background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
figure.failed { border-color: var(--bad); }
figure.failed figcaption { color: var(--bad); font-weight: 600; }
figure > div { display: flex; gap: 8px; align-items: flex-start; }
figure img { min-width: 0; width: 50%; border-radius: 8px; border: 1px solid var(--line); }
figcaption { margin-top: 8px; color: var(--soft); }
@media (max-width: 620px) { .pair { grid-template-columns: 1fr; } .gallery { grid-template-columns: 1fr; } }
`;
