/** The user's name and the password in a URI, the latter as group 1. */
export const URI_PASSWORD = /:\/\/[^/@\s]*?:([^@\s]*)@/
