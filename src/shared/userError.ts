/** An expected failure whose message is a sentence for the person: it names the cause and what to do. */
export class UserError extends Error {
  override readonly name = "UserError";
}
