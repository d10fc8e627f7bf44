/** Number by which PostgreSQL knows its type of whole numbers of 64 bits. */
export const INT8 = 20;
