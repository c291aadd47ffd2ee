import { describe, expect, it } from 'vitest'
import { gitFailure, gitWords, pushEnd, redacted } from './git-failure.ts'

const rejected = (summary: string) => `To ../r.git\n!\tabc:refs/heads/b\t${summary}\nDone\n`

describe('a push', () => {
  it('has succeeded when git says so', () => expect(pushEnd(0, 'Done\n')).toEqual({ end: 'pushed' }))

  it.each([
    '[rejected] (fetch first)',
    '[rejected] (non-fast-forward)',
    '[rejected] (stale info)',
    "[remote rejected] (cannot lock ref 'refs/heads/b': is at 1 but expected 2)",
    '[remote rejected] (failed to update ref)',
    '[remote rejected] (reference already exists)',
    '[remote rejected] (incorrect old value provided)',
    "[remote rejected] (cannot lock ref 'refs/heads/b': Unable to create '/r/refs/heads/b.lock': File exists.)",
  ])('is tried again after %s', (summary) =>
    expect(pushEnd(1, rejected(summary))).toEqual({
      end: 'behind',
      reason: summary.slice(summary.indexOf('(') + 1, -1),
    }),
  )

  it.each([
    ['[remote rejected] (pre-receive hook declined)', 'pre-receive hook declined'],
    ['[remote rejected] (protected branch hook declined)', 'protected branch hook declined'],
    ['[rejected] (already exists)', 'already exists'],
  ])('is not tried again after %s', (summary, reason) =>
    expect(pushEnd(1, rejected(summary))).toEqual({ end: 'refused', reason }),
  )

  it('has failed where git never got to the branch', () =>
    expect(pushEnd(128, '')).toEqual({ end: 'failed' }))
})

describe("git's words", () => {
  it.each([
    ["fatal: couldn't find remote ref refs/heads/b", 'no-branch'],
    ["fatal: unable to access 'https://h/r.git/': Could not resolve host: h", 'offline'],
    [
      'ssh: connect to host h port 22: Connection refused\nfatal: Could not read from remote repository.',
      'offline',
    ],
    ["fatal: unable to access 'https://h/r.git/': The requested URL returned error: 403", 'forbidden'],
    ["fatal: could not read Username for 'https://h': terminal prompts disabled", 'forbidden'],
    ['git@h: Permission denied (publickey).\nfatal: Could not read from remote repository.', 'forbidden'],
    [
      'ERROR: The key you are authenticating with has been marked as read only.\nfatal: Could not read from remote repository.',
      'forbidden',
    ],
    ['remote unpack failed: unable to create temporary object directory', 'forbidden'],
    ["fatal: '/r.git' does not appear to be a git repository", 'no-repository'],
    ["fatal: repository 'https://h/r.git/' not found", 'no-repository'],
    ['error: unable to write file: No space left on device', 'disk-full'],
    ['remote: fatal: write error: No space left on device', 'other'],
    ['fatal: something new', 'other'],
  ])('«%s» mean %s', (words, failure) => expect(gitFailure(words)).toBe(failure))

  it('are told without tokens, hints and control characters', () => {
    const words = gitWords(
      "hint: try this\r\nfatal: unable to access 'https://user:secret@h/r.git/': \u001b[31mno\u001b[0m\nfatal: unable to access 'https://user:secret@h/r.git/': \u001b[31mno\u001b[0m\n",
    )
    expect(words).toBe("unable to access 'https://h/r.git/': no")
    expect(gitWords('ssh: no route.\nfatal: Could not read from remote repository.\n\n')).toBe(
      'ssh: no route',
    )
  })

  it.each([
    ['https://token@h/r', 'https://h/r'],
    ['https://user:p@ss:w@h:443/r', 'https://h:443/r'],
    ['ssh://git:secret@h:22/r', 'ssh://git@h:22/r'],
    ['ssh://git@h/r and git@h:r', 'ssh://git@h/r and git@h:r'],
    ['/srv/a@b.git', '/srv/a@b.git'],
  ])('show %s as %s', (url, shown) => expect(redacted(url)).toBe(shown))
})
