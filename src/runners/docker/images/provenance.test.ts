import { describe, expect, it } from 'vitest'
import { sourceUrl } from './provenance.ts'

describe("a repository's address in a label", () => {
  it.each([
    ['https://github.com/acme/job.git', 'https://github.com/acme/job'],
    ['https://ann:token@github.com/acme/job', 'https://github.com/acme/job'],
    ['git@github.com:acme/job.git', 'https://github.com/acme/job'],
    ['ssh://git@gitlab.com/acme/team/job.git', 'https://gitlab.com/acme/team/job'],
  ])('of %s has no user and no password', (remote, url) => expect(sourceUrl(remote)).toBe(url))

  it.each(['', '/home/ann/job', '../job', 'file:///home/ann/job'])('«%s» says nothing', (remote) =>
    expect(sourceUrl(remote)).toBeUndefined(),
  )
})
