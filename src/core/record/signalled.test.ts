import { describe, expect, it } from 'vitest'
import { signalled } from './signalled.ts'

const failed = { outcome: 'failed', reason: 'exited with 1' } as const

describe('a run that signals were sent to', () => {
  it('counts for nobody where a person interrupted it', () =>
    expect(signalled(failed, ['SIGINT', 'SIGINT'], 'SIGINT')).toEqual({
      outcome: 'cancelled',
      reason: 'interrupted',
    }))

  it.each(['SIGTERM', 'SIGHUP', 'SIGQUIT'])('has failed where a scheduler ended it by %s', (name) => {
    const reason = `ended by ${name}, as a scheduler does that enforces a limit (exited with 1)`
    expect(signalled(failed, [name], undefined)).toEqual({ outcome: 'failed', reason })
    expect(signalled(failed, [], name)).toEqual({ outcome: 'failed', reason })
    expect(signalled(failed, ['SIGINT', name], 'SIGINT')).toEqual({ outcome: 'failed', reason })
  })

  it('has failed where another signal ended it that nobody passed on', () => {
    const killed = { outcome: 'failed', reason: 'was killed by signal 2' } as const
    expect(signalled(killed, [], 'SIGINT')).toEqual(killed)
  })

  it.each(['ok', 'oom'] as const)('is %s where it ended so all the same', (outcome) =>
    expect(signalled({ outcome, reason: null }, ['SIGTERM'], undefined)).toEqual({ outcome, reason: null }),
  )
})
