import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { annotate, inGroup, setOutputs } from './runner-files.ts'

const stream = () => {
  const written: string[] = []
  return { write: (text: string) => written.push(text) > 0, text: () => written.join('') }
}

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

describe('the log of a step', () => {
  it('has one command for a message of several lines', () => {
    const log = stream()
    annotate(log, 'error', 'a: 100 %\n::set-env name=PATH::x')
    expect(log.text()).toBe('::error title=etl-compare::a: 100 %25%0A::set-env name=PATH::x\n')
  })

  it('takes no command from what a stage prints, and goes on after one that throws', async () => {
    const log = stream()
    const stage = inGroup(log, 'Run small', async () => {
      log.write('::add-path::/evil\n')
      throw new Error('broken')
    })
    await expect(stage).rejects.toThrow('broken')
    const [, stop, , resume, end] = log.text().split('\n')
    expect(stop).toMatch(/^::stop-commands::\S{36}$/)
    expect(resume).toBe(`::${stop?.replace('::stop-commands::', '')}::`)
    expect(end).toBe('::endgroup::')
  })
})
