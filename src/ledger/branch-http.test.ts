import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { serveGit } from '../../tests/action/git-server.ts'
import { scratch } from '../../tests/etl-compare.ts'
import { gitRepositories } from '../../tests/git-repository.ts'
import { runRecord, textOf } from '../../tests/run-record.ts'
import { openLedger } from './open.ts'

const record = runRecord(1)

describe('a remote that is reached by HTTP', () => {
  /** A server that answers everything with one status, and keeps what it was asked with. */
  async function server(status: number) {
    const authorizations: (string | undefined)[] = []
    const http = createServer((request, response) => {
      authorizations.push(request.headers.authorization)
      response.writeHead(status).end()
    })
    await new Promise<void>((listening) => void http.listen(0, '127.0.0.1', listening))
    const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
    return { url, authorizations, [Symbol.asyncDispose]: async () => void http.close() }
  }

  it("is asked with this repository's own header, as actions/checkout leaves it", async () => {
    await using git = await gitRepositories()
    await using remote = await server(403)
    await git.inClone('remote', 'set-url', 'origin', `${remote.url}/r.git`)
    await git.inClone('config', `http.${remote.url}/.extraheader`, 'AUTHORIZATION: basic c2VjcmV0')
    await expect(
      openLedger(undefined, git.clone).add([{ record, text: textOf(record) }]),
    ).rejects.toMatchObject({
      code: 'ledgerForbidden',
      message: expect.not.stringContaining('c2VjcmV0'),
    })
    expect(remote.authorizations).toContain('basic c2VjcmV0')
  })

  it('and wants a login fails at once, and no message shows a token', async () => {
    await using git = await gitRepositories()
    await using remote = await server(401)
    const url = remote.url.replace('//', '//user:secret-token@')
    const failed = await openLedger(`git:${url}/r.git#runs`, git.clone)
      .read()
      .catch((error: Error) => error)
    expect(failed).toMatchObject({ code: 'ledgerForbidden' })
    expect((failed as Error).message).not.toContain('secret-token')
  })

  it('and is not there is told so', async () => {
    await using git = await gitRepositories()
    await using remote = await server(404)
    await expect(openLedger(`git:${remote.url}/r.git`, git.clone).read()).rejects.toMatchObject({
      code: 'ledgerRemoteMissing',
    })
  })

  it('and does not answer is offline', async () => {
    await using git = await gitRepositories()
    const remote = await server(200)
    await remote[Symbol.asyncDispose]()
    await expect(openLedger(`git:${remote.url}/r.git`, git.clone).read()).rejects.toMatchObject({
      code: 'ledgerOffline',
    })
  })

  it('and lets one read but not write says so before anything is sent', async () => {
    await using git = await gitRepositories()
    await using remote = await serveGit(join(git.bare, '..'), 'token')
    const url = `${remote.url.replace('//', '//x-access-token:token@')}/remote.git`
    // Of another repository on the same host.
    await git.inClone('config', `http.${remote.url}/.extraheader`, 'AUTHORIZATION: basic b3RoZXI=')
    const ledger = openLedger(`git:${url}#runs`, git.clone)
    await ledger.requireWritable()
    remote.permission = 'read'
    expect(await ledger.read()).toMatchObject({ exists: false })
    await expect(ledger.requireWritable()).rejects.toMatchObject({
      code: 'ledgerForbidden',
      data: { detail: expect.stringContaining('denied to github-actions[bot]') },
    })
  })

  it("gets its address's token, which no process has in its arguments", async () => {
    await using git = await gitRepositories()
    await using remote = await server(403)
    await using log = await scratch()
    // git notes there each process that it starts.
    process.env.GIT_TRACE = join(log.path, 'trace')
    try {
      const url = remote.url.replace('//', '//user:secret%2Dtoken@')
      await expect(openLedger(`git:${url}/r.git`, git.clone).read()).rejects.toMatchObject({
        code: 'ledgerForbidden',
      })
    } finally {
      delete process.env.GIT_TRACE
    }
    const trace = await readFile(join(log.path, 'trace'), 'utf8')
    expect(trace).toMatch(/ledger http:\/\/127/)
    expect(trace).not.toContain('secret')
    expect(remote.authorizations).toContain(`Basic ${btoa('user:secret-token')}`)
  })
})
