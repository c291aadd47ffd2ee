/** Answers every request at once with the same few bytes, and prints its port. */
import { createServer } from 'node:http'

const server = createServer((_, response) => response.end('ok'))
server.listen(0, '127.0.0.1', () => console.log(Object(server.address()).port))
