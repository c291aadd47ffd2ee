/** A file that may hold events, wherever it lies. */
export interface LogFile {
  /** As a user recognises it. */
  path: string
  /** The same, whatever the working folder. */
  place: string
  bytes: number
  /** Another one means that it has changed. */
  version: string
  /** Reads it once, from its start. @throws Error with a code where it cannot be read */
  open(signal: AbortSignal): AsyncIterable<Buffer>
}

/** Where event logs are kept. */
export interface LogStore {
  matches(path: string): boolean
  /**
   * The file of this name, or all files below the folder, sorted by path; empty where there is neither.
   *
   * @throws UserError, or the signal's reason
   */
  list(path: string, signal: AbortSignal): Promise<LogFile[]>
}
