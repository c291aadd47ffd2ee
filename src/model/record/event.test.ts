import { describe, expect, it } from 'vitest'
import { eventOf, neverCounts } from './event.ts'

const payload = JSON.stringify({ repository: { default_branch: 'main' } })
const [main, feature, tag] = ['refs/heads/main', 'refs/heads/feature', 'refs/tags/v1']

describe('what a run is for', () => {
  it.each([
    ['pull_request', 'refs/pull/7/merge', 'pull_request'],
    ['pull_request_target', main, 'pull_request'],
    ['pull_request_review', 'refs/pull/7/merge', 'pull_request'],
    ['pull_request_review_comment', 'refs/pull/7/merge', 'pull_request'],
    ['merge_group', 'refs/heads/gh-readonly-queue/main/pr-7', 'pull_request'],
    ['schedule', main, 'schedule'],
    ['push', main, 'otherwise'],
    ['push', feature, 'branch'],
    ['push', tag, 'branch'],
    ['workflow_dispatch', main, 'otherwise'],
    ['workflow_dispatch', feature, 'branch'],
    ['repository_dispatch', main, 'otherwise'],
    [undefined, undefined, 'otherwise'],
    ['', '', 'otherwise'],
  ])('of %s on %s is %s', (name, ref, expected) => {
    for (const otherwise of ['manual', 'record'] as const)
      expect(eventOf({ name, ref, payload }, otherwise)).toBe(expected === 'otherwise' ? otherwise : expected)
  })

  it.each([
    undefined,
    '',
    '{',
    'null',
    '[]',
    '{"repository":7}',
    '{"repository":{"default_branch":["main"]}}',
  ])('is taken for the default branch where the event says %j', (hostile) =>
    expect(eventOf({ name: 'push', ref: feature, payload: hostile }, 'record')).toBe('record'),
  )

  it('is said where it never counts', () => {
    expect(neverCounts('pull_request')).toMatch(/pull request.* never counts/)
    expect(neverCounts('branch')).toMatch(/default branch.* never counts/)
    for (const event of ['schedule', 'manual', 'record'] as const) expect(neverCounts(event)).toBeUndefined()
  })
})
