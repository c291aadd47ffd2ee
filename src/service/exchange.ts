import { type Agent, type IncomingMessage, request } from 'node:http'

/** A service, and how it is reached. */
export interface Target {
  /** On this machine, or the address of its container. */
  host: string
  port: number
  /** Keeps connections open. */
  agent: Agent
  /** For a whole answer. */
  timeoutMs: number
}

/** A request as it is sent. */
export interface Outgoing {
  method: string
  path: string
  headers: Record<string, string>
  body: Buffer | null
}

export type ErrorKind = 'timeout' | 'refused' | 'reset' | 'invalid' | 'too large'

/** What came back: a status with its text, or the kind of error. */
export type Answer = { status: number; text: string } | { error: ErrorKind }

/** Of an answer's text. */
const MOST_BYTES = 4 * 2 ** 20
/** By RFC 9110, section 9.2.2: to send them twice does what once does. */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])

/**
 * Sends a request. `done` is called once, when the last byte of its answer is here or there will be none. As RFC 9112, 9.3.1
 * allows, one that met a kept connection which the service was just closing is sent again.
 *
 * @param isKept whether the text is wanted; else it is empty
 */
export function exchange(
  target: Target,
  outgoing: Outgoing,
  isKept: boolean,
  done: (answer: Answer) => void,
): void {
  const { host, port, agent, timeoutMs } = target
  const { method, path, headers, body } = outgoing
  let isOver = false
  let sent = attempt()
  const late = setTimeout(() => end({ error: 'timeout' }), timeoutMs)

  function end(answer: Answer): void {
    if (isOver) return
    isOver = true
    clearTimeout(late)
    if ('error' in answer) sent.destroy()
    done(answer)
  }

  function attempt() {
    const message = request({ agent, host, port, method, path, headers })
    message.on('response', (response) => read(response, isKept, end))
    message.on('error', (error: NodeJS.ErrnoException) => {
      const isStale = message.reusedSocket && error.code === 'ECONNRESET' && IDEMPOTENT.has(method)
      if (isStale && !isOver) sent = attempt()
      else end({ error: kindOf(error) })
    })
    message.end(body)
    return message
  }
}

function read(response: IncomingMessage, isKept: boolean, end: (answer: Answer) => void): void {
  const chunks: Buffer[] = []
  let bytes = 0
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (isKept) chunks.push(chunk)
    if (bytes > MOST_BYTES) end({ error: 'too large' })
  })
  response.on('end', () => end({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }))
  response.on('error', (error) => end({ error: kindOf(error) }))
}

function kindOf({ code = '' }: NodeJS.ErrnoException): ErrorKind {
  if (code === 'ECONNREFUSED') return 'refused'
  return code.startsWith('HPE_') ? 'invalid' : 'reset'
}
