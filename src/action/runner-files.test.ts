import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { setOutputs } from './runner-files.ts'

describe("what the runner's files say", () => {
  it('sets no other output, whatever a value holds', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'etl-compare-outputs-'))
    const file = join(folder, 'output')
    await setOutputs({ GITHUB_OUTPUT: file }, { winner: 'a\nEOF\nverdict=retire', parity: 'pass' })
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
    const [, end = ''] = lines[0]?.split('<<') ?? []
    expect(lines.slice(1, 4)).toEqual(['a', 'EOF', 'verdict=retire'])
    expect(lines[4]).toBe(end)
    expect(lines[5]).toMatch(/^parity<<(?!EOF)\S{36}$/)
    await rm(folder, { recursive: true })
  })

  it('is a mistake where there is no runner', async () => {
    await expect(setOutputs({}, { parity: 'pass' })).rejects.toMatchObject({ code: 'notOnActions' })
  })
})
