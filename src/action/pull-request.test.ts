import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PULL_REQUEST, proposal } from '../../tests/action/job.ts'
import { scratch } from '../../tests/etl-compare.ts'
import { endedRun, proposedHere } from './pull-request.ts'
import { StepLog } from './step-log.ts'

describe('the pull request that a run may comment on', () => {
  it.each([
    ['the one that it is for', 'acme/jobs', 'ada', PULL_REQUEST, ''],
    ["none of a fork, whose token can't", 'forker/jobs', 'ada', undefined, 'comes from a fork'],
    [
      "none of Dependabot, whose token can't",
      'acme/jobs',
      'dependabot[bot]',
      undefined,
      'comes from Dependabot',
    ],
  ])('is %s', async (_, head, actor, number, words) => {
    await using folder = await scratch({ 'event.json': JSON.stringify(proposal(head)) })
    const env = {
      ...{ GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: join(folder.path, 'event.json') },
      GITHUB_ACTOR: actor,
    }
    const printed: string[] = []
    const log = new StepLog({ write: (text: string) => printed.push(text) > 0 })
    expect(await proposedHere(env, log)).toBe(number)
    expect(printed.join('')).toContain(words)
  })
})

describe('the event of a run', () => {
  it.each([
    ['is another', JSON.stringify(proposal('acme/jobs'))],
    ['is no JSON', '{'],
    ['is not there', undefined],
  ])('that %s is the mistake of who chose it', async (_, event) => {
    await using folder = await scratch(event === undefined ? {} : { 'event.json': event })
    await expect(endedRun({ GITHUB_EVENT_PATH: join(folder.path, 'event.json') })).rejects.toMatchObject({
      code: 'eventOther',
    })
  })
})
