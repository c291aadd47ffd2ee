import { createInterface } from 'node:readline/promises'

/** Where a person answers and reads. */
export interface Conversation {
  input: NodeJS.ReadableStream & { isTTY?: boolean }
  output: NodeJS.WritableStream
}

/** Thrown where the person leaves instead of answering: Ctrl-C, Ctrl-D. */
export class Left extends Error {
  override readonly name = 'Left'
}

/** Asks one question at a time, and gives the terminal back with `using`. */
export interface Questions extends Disposable {
  /**
   * @param suggestion what an empty answer means; shown in brackets
   * @throws Left
   */
  ask(question: string, suggestion?: string): Promise<string>
  say(text: string): void
}

export function openQuestions({ input, output }: Conversation, signal: AbortSignal): Questions {
  const lines = createInterface({ input, output })
  const answers = lines[Symbol.asyncIterator]()
  const leave = () => lines.close()
  let isClosed = false
  lines.on('SIGINT', leave).on('close', () => {
    isClosed = true
  })
  signal.addEventListener('abort', leave, { once: true })
  return {
    say: (text) => void output.write(`${text}\n`),
    async ask(question, suggestion) {
      if (isClosed) throw new Left()
      lines.setPrompt(`${question}${suggestion === undefined ? '' : ` [${suggestion}]`}: `)
      lines.prompt()
      const answer = await answers.next()
      if (answer.done) throw new Left()
      return answer.value.trim() || (suggestion ?? '')
    },
    [Symbol.dispose]() {
      signal.removeEventListener('abort', leave)
      lines.close()
    },
  }
}
