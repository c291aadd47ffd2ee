import { describe, expect, it } from 'vitest'
import { commandBehaviour } from './command.ts'

const on = (day: string, ...command: string[]) =>
  commandBehaviour(command, undefined, { partition: day, output: `/data/out/${day}` })

describe('the behaviour of a command', () => {
  it('is the same on every day, however its arguments write the day', () => {
    const line = (day: string) => [
      'job',
      '--day',
      day,
      `s3://in/${day.replaceAll('-', '/')}/x`,
      `/data/out/${day}`,
    ]
    expect(on('2026-11-20', ...line('2026-11-20'))).toBe(on('2026-11-21', ...line('2026-11-21')))
  })

  it('is the same for every partition, whatever words of the command hold its letters', () => {
    const of = (partition: string) =>
      commandBehaviour(['python', 'customers.py', `--region=${partition}`], undefined, { partition })
    expect(of('us')).toBe(of('eu'))
  })

  it('is another with another argument or another version', () => {
    expect(on('2026-11-20', 'job', '--fast')).not.toBe(on('2026-11-20', 'job'))
    const of = (version: string) => commandBehaviour(['job'], version, { partition: 'x' })
    expect(of('1')).not.toBe(of('2'))
    expect(of('1')).toMatch(/^[0-9a-f]{64}$/)
  })
})
