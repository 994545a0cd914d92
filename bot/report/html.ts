/** Text made safe to stand in HTML, in attributes too. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** A table with its caption; the first column names the rows. */
export function table(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const head = columns.map((column) => `<th scope="col">${escaped(column)}</th>`).join('')
  const body = rows.map(([first = '', ...rest]) => {
    const cells = rest.map((cell) => `<td>${escaped(String(cell))}</td>`).join('')
    return `<tr><th scope="row">${escaped(String(first))}</th>${cells}</tr>`
  })
  return `<table><caption>${escaped(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`
}

/** A drawing that says in words what it shows, with the table of its figures beside it. */
export function figure(svg: string, words: string, figures: string): string {
  const image = `<div class="drawing" role="img" aria-label="${escaped(words)}">${svg}</div>`
  return `<figure>${image}<figcaption>${escaped(words)}</figcaption>${figures}</figure>`
}

/** A whole page that needs nothing from elsewhere, and may load nothing. */
export function page(title: string, body: readonly string[]): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${body.join('\n')}
</main>
</body>
</html>
`
}

const style = `
:root { color-scheme: light; }
body { font: 16px/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff; margin: 0 auto; max-width: 70rem; padding: 1rem; }
table { border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums; display: block; overflow-x: auto; }
caption { text-align: left; font-weight: 600; padding-bottom: .25rem; }
th, td { border-bottom: 1px solid #767676; padding: .25rem .75rem .25rem 0; text-align: left; font-weight: 400; }
thead th { font-weight: 600; vertical-align: bottom; }
figure { margin: 1rem 0 2rem; }
.drawing svg { max-width: 100%; height: auto; }
.warning { border-left: 4px solid #b30000; padding: .25rem 1rem; background: #fff4f2; }
summary { min-height: 24px; cursor: pointer; font-weight: 600; }
`
