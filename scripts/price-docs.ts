/** Writes docs/prices.md from the price book and the known processors and grids; `--check` tells whether it is up to date. */
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { GRIDS, PROCESSORS } from '../src/model/config/carbon.ts'
import { NODE } from '../src/model/config/price.ts'
import { type PriceGroup, priceGroups } from '../src/model/config/price-book.ts'

const FILE = new URL('../docs/prices.md', import.meta.url)
const BOOK = new URL('../src/model/config/price-book.yml', import.meta.url)

function section({ title, note, per, amounts, prices }: PriceGroup): string {
  const [shared] = Object.values(prices)
  if (!shared) return ''
  const { unit, leastUnits, with: beside, region, currency, ...rest } = shared
  const { incrementSeconds, minimumSeconds, source, asOf, readOn, unverified } = rest
  const facts = [
    `${currency} per ${unit} and ${per}, in ${region}`,
    `billed time is rounded up to ${incrementSeconds} s${minimumSeconds > 0 ? `, at least ${minimumSeconds} s` : ''}`,
    ...(leastUnits === undefined ? [] : [`at least ${leastUnits} ${unit}`]),
    ...(beside === undefined
      ? []
      : [`needs ${beside === NODE ? 'the price of a machine' : `\`${beside}\``} beside it`]),
    `source: ${source}, ${asOf === undefined ? `without a date, read on ${readOn}` : `as of ${asOf}`}${unverified ? ', **unverified**' : ''}`,
  ]
  const rows = Object.entries(amounts).map(([name, amount]) => `| \`${name}\` | ${amount} |`)
  return `## ${title}${unit === NODE ? '' : `, by ${unit}`}

${facts.join('; ')}.${note && ` ${note}`}

| price | ${currency} per ${unit} and ${per} |
|---|---|
${rows.join('\n')}
`
}

const processors = Object.entries(PROCESSORS).map(
  ([name, { idleWatts, fullWatts, pue, embodiedGramsPerHour, source }]) =>
    `| \`${name}\` | ${idleWatts} | ${fullWatts} | ${pue} | ${embodiedGramsPerHour.toPrecision(3)} | ${source} |`,
)
const grids = Object.entries(GRIDS).map(
  ([name, { grams, source }]) => `| \`${name}\` | ${grams} | ${source} |`,
)
const carbon = `## Carbon

Per vCPU:

| \`processor\` | idle W | full W | PUE | embodied g/h | source |
|---|---|---|---|---|---|
${processors.join('\n')}

| \`grid\` | g CO2e/kWh | source |
|---|---|---|
${grids.join('\n')}
`

const groups = priceGroups(await readFile(BOOK, 'utf8'))
const text = `<!-- Written by scripts/price-docs.ts. -->
# The price book

Prices that \`platforms.<engine>.price\` in etl-compare.yml may name without declaring them. They are list prices on demand, without
tax, discounts, storage and network. A price of the same name below \`prices:\` replaces one of these as a whole. What is not here has no price:
declare it. «Unverified» marks a price whose amount, rule or date was not seen at a source. [cost.md](cost.md) says how a bill is calculated.

${groups.map(section).join('\n')}
${carbon}`

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
if (!values.check) {
  await writeFile(FILE, text)
} else if ((await readFile(FILE, 'utf8').catch(() => '')) !== text) {
  process.stderr.write('docs/prices.md does not match src/model/config. Run: node scripts/price-docs.ts\n')
  process.exitCode = 1
}
