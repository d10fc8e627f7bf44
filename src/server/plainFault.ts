/** What whoever runs the board can put right. The message is a sentence for them: what is wrong and what to do; no secret is in it. */
export class PlainFault extends Error {
  override readonly name: string = "PlainFault";
}
