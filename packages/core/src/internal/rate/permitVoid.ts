/** The code of a request that the transport did not send because its permit had become void. None of it was sent. */
export const permitVoid = "RATE_PERMIT_VOID"
