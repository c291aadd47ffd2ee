import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { describe, expect, it } from 'vitest'
import { etlCompare } from './etl-compare.ts'
import { scratchTables } from './scratch-tables.ts'

const ROWS = "SELECT i AS id, 'name ' || i AS name, (i * 1.5)::DECIMAL(12,2) AS amount FROM range(10000) t(i)"
const CHANGED = `SELECT id, name || CASE WHEN id % 100 = 0 THEN ' ' ELSE '' END AS name,
  (amount + CASE WHEN id IN (3, 5003) THEN 0.02 ELSE 0 END)::DECIMAL(12,2) AS amount FROM (${ROWS}) WHERE id <> 7`
const HOSTILE = '</style><script>alert(1)</script>"><img src=x onerror=alert(2)>'

async function diffOf(options: string[], tables: Record<string, string> = {}) {
  await using folder = await scratchTables({ 'a.parquet': ROWS, 'b.parquet': CHANGED, ...tables })
  const ended = await etlCompare(['diff', 'a.parquet', 'b.parquet', '--key', 'id', ...options], folder.path)
  const out = options.includes('--out') ? await readFile(join(folder.path, 'out'), 'utf8') : ''
  return { ...ended, out }
}

describe('each column that differs', () => {
  it('has the part of its rows that is equal, and its greatest difference', async () => {
    const { stdout } = await diffOf([])
    expect(stdout).toContain('name    98.99 % equal,  100 of 9,999 rows differ')
    expect(stdout).toMatch(/amount {2}99\.97 % equal, {2}2 of 9,999 rows differ, +greatest difference 0\.02/)
  })

  it('has them as numbers in JSON', async () => {
    const { stdout, code } = await diffOf(['--json'])
    expect(code).toBe(1)
    const [{ columns }] = JSON.parse(stdout).tables
    expect(columns).toEqual([
      { column: 'name', rows: 100, of: 9999, equal: 9899 / 9999, greatestAbs: null, greatestSeconds: null },
      { column: 'amount', rows: 2, of: 9999, equal: 9997 / 9999, greatestAbs: 0.02, greatestSeconds: null },
    ])
  })
})

describe('rows that are shown', () => {
  it.each([
    ['0', 0],
    ['1', 1],
    ['12', 12],
  ])('are as many as --samples %s asks for', async (samples, count) => {
    for (const format of ['json', 'text', 'markdown', 'html']) {
      const { stdout } = await diffOf(['--samples', samples, '--columns', 'name', '--format', format])
      const rows = {
        json: () => JSON.parse(stdout).tables[0].samples.filter((row: { in: string }) => row.in === 'both'),
        text: () => stdout.match(/^ {2}id \d+$/gm) ?? [],
        markdown: () => stdout.match(/^\| id \d+ \|/gm) ?? [],
        html: () => stdout.match(/>id \d+</g) ?? [],
      }[format]
      expect(rows?.(), format).toHaveLength(count)
    }
  })

  it.each(['-1', 'x', '1.5', '1001', ''])('are never %j', async (samples) => {
    expect(await diffOf(['--samples', samples])).toMatchObject({ code: 2 })
  })
})

describe('a diff as Markdown', () => {
  it('has the answer, shares, reasons and rows', async () => {
    const { code, stdout } = await diffOf(['--format', 'markdown', '--where', 'id < 6'])
    expect(code).toBe(1)
    expect(stdout).toContain('### ✕ a: different')
    expect(stdout).toContain('| amount | 83.33 % | 1 of 6 rows | 0.02 |')
    expect(stdout).toContain('<summary>Rows that differ</summary>')
    expect(micromark(stdout, options)).toContain('<table>')
  })

  it('lets nothing of a value or a name take effect', async () => {
    const hostile = `SELECT id, '${HOSTILE} *x* | [l](http://x) @a' || amount AS "n|<b>*" FROM`
    const tables = { 'a.parquet': `${hostile} (${ROWS})`, 'b.parquet': `${hostile} (${CHANGED})` }
    const { stdout } = await diffOf(['--format', 'markdown'], tables)
    const html = micromark(stdout, options)
    expect(html).not.toMatch(/<(?:script|img|em|a|style)\b/)
    expect(html).toContain('n|&lt;b&gt;*')
  })

  const options = { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] }
})

describe('a diff as HTML', () => {
  it('is one file whose policy allows its own style and nothing else', async () => {
    const { code, stdout, out } = await diffOf(['--format', 'html', '--out', 'out'])
    expect([code, stdout]).toEqual([1, ''])
    const [, policy = ''] = /http-equiv="content-security-policy" content="([^"]+)"/.exec(out) ?? []
    const [, style = ''] = /<style>(.*?)<\/style>/s.exec(out) ?? []
    const hash = createHash('sha256').update(style).digest('base64')
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; font-src data:; base-uri 'none'; form-action 'none'`,
    )
    expect(out).not.toMatch(/<script|\sstyle=|\son\w+=|(?:src|href)=/)
    expect(out).toContain('99.97 %')
  })

  it('is the same on standard output', async () => {
    const [printed, written] = [
      await diffOf(['--format', 'html']),
      await diffOf(['--format', 'html', '--out', 'out']),
    ]
    expect(printed.stdout).toBe(written.out)
  })

  it('lets nothing of a value or a name take effect', async () => {
    const hostile = `SELECT id, '${HOSTILE}' || amount AS "${HOSTILE.replaceAll('"', '""')}" FROM`
    const tables = { 'a.parquet': `${hostile} (${ROWS})`, 'b.parquet': `${hostile} (${CHANGED})` }
    const { stdout } = await diffOf(['--format', 'html'], tables)
    expect(stdout).toContain('&lt;script&gt;alert(1)')
    expect(stdout).not.toMatch(/<(?:script|img)\b/)
  })

  it('shows no values where they are to be hidden', async () => {
    for (const format of ['html', 'markdown']) {
      const { stdout } = await diffOf(['--format', format, '--no-values'])
      expect(stdout).toContain('99.97 %')
      expect(stdout).not.toMatch(/name \d|7504\.5/)
    }
  })
})

it.each(['', '.'])('a diff is written to a file, never to %j', async (out) => {
  await using folder = await scratchTables({ 'a.parquet': ROWS })
  const ended = await etlCompare(['diff', 'a.parquet', 'a.parquet', '--out', out], folder.path)
  expect(ended).toMatchObject({ code: 2, mistake: { code: 'optionInvalid', data: { option: '--out' } } })
})

it('one format is asked for', async () => {
  expect(await diffOf(['--json', '--format', 'html'])).toMatchObject({ code: 2 })
  expect(await diffOf(['--format', 'pdf'])).toMatchObject({ code: 2 })
})
