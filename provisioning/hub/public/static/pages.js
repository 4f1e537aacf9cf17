// The charts of a page, drawn by the Vega that datasette-dashboards brings: in French, with their numbers below them.

const MONTHS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre']
const DAYS = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi']
const NUMBERS = { decimal: ',', thousands: '\u202f', grouping: [3], currency: ['', '\u00a0€'] }
const DATES = {
  dateTime: '%A %e %B %Y à %X', date: '%d/%m/%Y', time: '%H:%M', periods: ['', ''], days: DAYS, months: MONTHS,
  shortDays: DAYS.map(day => day.slice(0, 3) + '.'),
  shortMonths: ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'],
}
const STYLE = {
  font: 'system-ui, "DejaVu Sans", sans-serif', background: 'transparent', view: { stroke: null },
  range: { category: ['#1d6a72', '#e08a1e', '#7a4f9a', '#3f8f4f', '#b8433f', '#4a76b8', '#8a7a2e', '#8c9aa0'] },
  axis: { labelFontSize: 13, titleFontSize: 13, titleFontWeight: 500, labelColor: '#1c2b33', titleColor: '#52636b', gridColor: '#e4eaec', domainColor: '#9fb0b6', tickColor: '#9fb0b6', labelLimit: 0, labelLineHeight: 16 },
  legend: { orient: 'bottom', direction: 'horizontal', labelFontSize: 13, titleFontSize: 13, titleFontWeight: 500, symbolType: 'square', labelLimit: 260 },
  bar: { color: '#1d6a72' }, line: { strokeWidth: 2.5 },
}
const number = new Intl.NumberFormat('fr-BE', { maximumFractionDigits: 1 })

function inFrench(value) {
  if (typeof value === 'number') return number.format(value)
  const found = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(value ?? '')
  if (!found) return value ?? ''
  const [, year, month, day] = found
  return `${day ? (day === '01' ? '1er ' : Number(day) + ' ') : ''}${MONTHS[month - 1]} ${year}`
}

function make(name, text, className) {
  const made = document.createElement(name)
  if (text !== undefined) made.textContent = text
  if (className) made.className = className
  return made
}

// `rows` of `columns`; null is a number that is hidden. Text only: what a place is called is never read as HTML.
function makeTable(columns, rows, hidden) {
  const table = make('table')
  const head = table.createTHead().insertRow()
  const isNumber = columns.map((_, index) => rows.some(row => typeof row[index] === 'number'))
  columns.forEach((column, index) => head.append(make('th', inFrench(column), isNumber[index] ? 'number' : '')))
  const body = table.createTBody()
  for (const row of rows) {
    const line = body.insertRow()
    row.forEach((value, index) => line.append(
      value === null ? make('td', hidden, 'hidden') : make('td', inFrench(value), isNumber[index] ? 'number' : '')))
  }
  const scroll = make('div', undefined, 'scroll')
  scroll.tabIndex = 0
  scroll.append(table)
  return scroll
}

function pivoted(rows, pivot) {
  const across = [...new Set(rows.map(row => row[pivot.columns]))]
  const down = [...new Set(rows.map(row => row[pivot.rows]))].sort((a, b) => a.localeCompare(b, 'fr'))
  const found = new Map(rows.map(row => [JSON.stringify([row[pivot.rows], row[pivot.columns]]), row[pivot.values]]))
  const missing = pivot.missing === undefined ? null : Number(pivot.missing)
  return [[pivot.rows, ...across], down.map(name => [name, ...across.map(one => found.get(JSON.stringify([name, one])) ?? missing)])]
}

function showTable(card, chart, rows, below) {
  const pivot = chart.display.pivot
  const [columns, lines] = pivot ? pivoted(rows, pivot) : [Object.keys(rows[0]), rows.map(row => Object.values(row))]
  card.append(makeTable(columns, lines, `moins de ${below} *`))
  if (lines.some(line => line.includes(null))) {
    card.append(make('p', `* ou un nombre plus grand, caché pour qu’un petit ne se calcule pas`, 'note'))
  }
}

async function showVega(card, chart, rows) {
  const { note, ...display } = chart.display
  const spec = { width: 'container', ...display, description: chart.title, data: { values: rows } }
  const picture = make('div')
  picture.style.width = '100%'
  card.append(picture)
  const config = { ...STYLE, legend: { ...STYLE.legend, columns: Math.max(1, Math.floor((picture.clientWidth - 230) / 180)) } }
  await vegaEmbed(picture, spec, { mode: 'vega-lite', actions: false, renderer: 'svg', config, formatLocale: NUMBERS, timeFormatLocale: DATES })
  const named = chart.display.encoding.tooltip
  const more = make('details')
  more.append(make('summary', 'Voir les nombres'), makeTable(named.map(one => one.title), rows.map(row => named.map(one => row[one.field])), ''))
  card.append(more)
}

async function showChart(slug, chart, parameters, root, below) {
  const card = document.getElementById(`chart-${slug}`)
  const answer = await fetch(`${root}${chart.db}.json?sql=${encodeURIComponent(chart.query)}&${parameters}&_shape=objects`)
  const rows = answer.ok ? (await answer.json()).rows : []
  if (!answer.ok) card.append(make('p', 'Ces nombres ne viennent pas. Essayez plus tard.', 'none'))
  else if (!rows.length) card.append(make('p', chart.display.empty || `Aucun nombre assez grand pour être montré.`, 'none'))
  else if (chart.library === 'metric') card.append(make('p', inFrench(rows[0][chart.display.field]), 'number'))
  else if (chart.library === 'table') showTable(card, chart, rows, below)
  else await showVega(card, chart, rows)
  if (rows.length && chart.display.note) card.append(make('p', chart.display.note, 'note'))
  card.dataset.shown = 'yes'
}
