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
  /**
   * Asks until the answer is yes or no; an empty one is yes.
   *
   * @throws Left
   */
  confirm(question: string): Promise<boolean>
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
  const say = (text: string) => void output.write(`${text}\n`)
  const ask = async (question: string, suggestion?: string): Promise<string> => {
    if (isClosed) throw new Left()
    lines.setPrompt(`${question}${suggestion === undefined ? '' : ` [${suggestion}]`}: `)
    lines.prompt()
    const answer = await answers.next()
    if (answer.done) throw new Left()
    return answer.value.trim() || (suggestion ?? '')
  }
  return {
    say,
    ask,
    async confirm(question) {
      for (;;) {
        const answer = await ask(question, 'yes')
        if (/^(y|yes|n|no)$/i.test(answer)) return /^y/i.test(answer)
        say('  Answer yes or no.')
      }
    },
    [Symbol.dispose]() {
      signal.removeEventListener('abort', leave)
      lines.close()
    },
  }
}
