/** The code of a request that the transport kept back, because its permit had become void. Nothing of it was sent. */
export const permitVoid = "RATE_PERMIT_VOID"
