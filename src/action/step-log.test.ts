import { describe, expect, it } from 'vitest'
import { StepLog } from './step-log.ts'

const written = () => {
  const texts: string[] = []
  return { write: (text: string) => texts.push(text) > 0, text: () => texts.join('') }
}

describe('the log of a step', () => {
  it('has one command for a message of several lines', () => {
    const log = written()
    new StepLog(log).annotate('error', 'a: 100 %\n::set-env name=PATH::x')
    expect(log.text()).toBe('::error title=etl-compare::a: 100 %25%0A::set-env name=PATH::x\n')
  })

  it('takes no command from what a stage prints, and goes on after one that throws', async () => {
    const log = written()
    const stage = new StepLog(log).group('Run small', async () => {
      log.write('::add-path::/evil\n')
      throw new Error('broken')
    })
    await expect(stage).rejects.toThrow('broken')
    const [, stop, , resume, end] = log.text().split('\n')
    expect(stop).toMatch(/^::stop-commands::\S{36}$/)
    expect(resume).toBe(`::${stop?.replace('::stop-commands::', '')}::`)
    expect(end).toBe('::endgroup::')
  })

  it('annotates after a group what its stage met, at a line of a file whatever its name', async () => {
    const stream = written()
    const log = new StepLog(stream)
    await log.group('Check', async () => {
      log.annotate('error', 'no such job', { file: 'jobs/a,line=1::x.yml', line: 4 })
      stream.write('still checking\n')
    })
    const lines = stream.text().trimEnd().split('\n')
    expect(lines.at(-1)).toBe('::error file=jobs/a%2Cline=1%3A%3Ax.yml,line=4,title=etl-compare::no such job')
    expect(lines.indexOf('still checking')).toBeLessThan(lines.indexOf('::endgroup::'))
  })
})
