import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { accessSettings, configText, parseSettings, remoteUrl } from './git-config.ts'

const setting = (key: string, value: string | null, scope = 'local') => ({ scope, key, value })

describe("git's settings", () => {
  it('are written so that git reads the same ones back', () => {
    const folder = mkdtempSync(join(tmpdir(), 'git-config-'))
    const settings = [
      setting('core.bare', 'true'),
      setting('http.https://github.com/.extraheader', 'AUTHORIZATION: basic eDpzZWNyZXQ='),
      setting('credential.helper', '!f() { echo "password=a\\b;c#d"; }; f'),
      setting('url.git@host:a "b"\\c/.insteadof', ' spaces\tand\nlines '),
      setting('http.sslverify', null),
      setting('user.name', ''),
    ]
    writeFileSync(join(folder, 'config'), configText(settings))
    const text = execFileSync('git', ['config', '--file', join(folder, 'config'), '--list', '-z']).toString()
    const printed = settings.map(({ key, value }) => (value === null ? key : `${key}\n${value}`))
    expect(text.split('\0')).toEqual([...printed, ''])
    rmSync(folder, { recursive: true })
  })

  it('that let a remote in are taken from this repository, and no others', () => {
    const settings = parseSettings(
      'global\0http.proxy\nhttp://proxy\0local\0core.bare\nfalse\0local\0http.https://h/.extraheader\nA: b\0local\0core.sshcommand\nssh -i key\0local\0alias.x\ny\0worktree\0http.sslverify\0',
    )
    expect(accessSettings(settings)).toEqual([
      setting('http.https://h/.extraheader', 'A: b'),
      setting('core.sshcommand', 'ssh -i key'),
      setting('http.sslverify', null, 'worktree'),
    ])
  })

  it('name the remote: origin, else the only one', () => {
    const [fork, origin] = [setting('remote.my.fork.url', 'f'), setting('remote.origin.url', 'o')]
    expect(remoteUrl([fork, origin])).toEqual({ url: 'o', pushUrl: 'o' })
    expect(remoteUrl([fork, setting('remote.my.fork.pushurl', 'p')])).toEqual({ url: 'f', pushUrl: 'p' })
    expect(remoteUrl([fork, setting('remote.other.url', 'x')])).toBeUndefined()
    expect(remoteUrl([])).toBeUndefined()
  })
})
