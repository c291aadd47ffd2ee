import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePorts } from '../../machine/free-ports.ts'
import { openUi } from './ui.ts'

/** Stands in a master's place; a page that never ends is one that somebody watches. */
const master = createServer((asked, answer) => {
  answer.write('Spark Master')
  if (asked.url !== '/watched') answer.end()
})
const portOf = () => (master.address() as AddressInfo).port
beforeAll(() => once(master.listen(0, '127.0.0.1'), 'listening'))
afterAll(() => void master.close())

const page = async (port: number, { host = '127.0.0.1', path = '/' } = {}) =>
  (await fetch(`http://${host}:${port}${path}`)).text()

describe("the way to a cluster's UI", () => {
  it('leads from this machine’s loopback to the master, and turns away who comes before there is one', async () => {
    const [port = 0] = await freePorts(1)
    await using ui = await openUi(port)
    await expect(page(port)).rejects.toThrow('fetch failed')
    ui.leadTo('127.0.0.1', portOf())
    expect(await page(port)).toBe('Spark Master')
    await expect(page(port, { host: '127.0.0.2' })).rejects.toThrow('fetch failed')
  })

  it('ends with the cluster, whoever watches', async () => {
    const [port = 0] = await freePorts(1)
    const ui = await openUi(port)
    ui.leadTo('127.0.0.1', portOf())
    const { body } = await fetch(`http://127.0.0.1:${port}/watched`)
    await ui[Symbol.asyncDispose]()
    await expect(Array.fromAsync(body ?? [])).rejects.toThrow('terminated')
    await expect(page(port)).rejects.toThrow('fetch failed')
  })

  it('is none where the master cannot be reached, or somebody else has the port', async () => {
    const [port = 0, nobody = 0] = await freePorts(2)
    await using ui = await openUi(port)
    ui.leadTo('127.0.0.1', nobody)
    await expect(page(port)).rejects.toThrow('fetch failed')
    await using other = await openUi(portOf())
    other.leadTo('127.0.0.1', nobody)
    expect(await page(portOf())).toBe('Spark Master')
  })
})
