/** A value of a protobuf message: an integer, or the bytes of a text or of a message within. */
export type ProtobufValue = bigint | Uint8Array;

/** Values of a message by the numbers of their fields. The last one counts where a field comes twice. */
export type ProtobufMessage = ReadonlyMap<number, ProtobufValue>;

const VARINT = 0;
const EIGHT_BYTES = 1;
const LENGTH_DELIMITED = 2;
const FOUR_BYTES = 5;

/** Ten groups of seven bits hold every 64-bit integer. */
const MAX_VARINT_BYTES = 10;

/** Reads the uppermost level of a message, without a schema; `undefined` where the bytes are not one. */
export function readProtobuf(bytes: Uint8Array): ProtobufMessage | undefined {
  const fields = new Map<number, ProtobufValue>();
  let at = 0;

  const readVarint = (): bigint | undefined => {
    let value = 0n;
    for (let read = 0; read < MAX_VARINT_BYTES; read += 1) {
      const byte = bytes[at];
      if (byte === undefined) return undefined;
      at += 1;
      value |= BigInt(byte & 0x7f) << BigInt(7 * read);
      if (byte < 0x80) return value;
    }
    return undefined;
  };

  /** @returns whether all of it is there */
  const skip = (length: number): boolean => {
    at += length;
    return at <= bytes.length;
  };

  while (at < bytes.length) {
    const tag = readVarint();
    if (tag === undefined || tag < 8n || tag > 0xffff_ffffn) return undefined;
    const field = Number(tag >> 3n);
    switch (Number(tag & 7n)) {
      case VARINT: {
        const value = readVarint();
        if (value === undefined) return undefined;
        fields.set(field, value);
        break;
      }
      case LENGTH_DELIMITED: {
        const length = readVarint();
        const start = at;
        if (length === undefined || length > BigInt(bytes.length) || !skip(Number(length))) return undefined;
        fields.set(field, bytes.subarray(start, at));
        break;
      }
      case EIGHT_BYTES:
        if (!skip(8)) return undefined;
        break;
      case FOUR_BYTES:
        if (!skip(4)) return undefined;
        break;
      default:
        return undefined;
    }
  }
  return fields;
}

/** The message in a field; `undefined` where there is none or its bytes are not one. */
export function messageIn(message: ProtobufMessage | undefined, field: number): ProtobufMessage | undefined {
  const value = message?.get(field);
  return value instanceof Uint8Array ? readProtobuf(value) : undefined;
}

/** The text in a field; `undefined` where there is none. */
export function textIn(message: ProtobufMessage | undefined, field: number): string | undefined {
  const value = message?.get(field);
  return value instanceof Uint8Array && value.length > 0 ? Buffer.from(value).toString("utf8") : undefined;
}

/** The integer in a field, 0 where it is absent; `undefined` where it is of another type or too large for a number. */
export function countIn(message: ProtobufMessage, field: number): number | undefined {
  const value = message.get(field) ?? 0n;
  return typeof value === "bigint" && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : undefined;
}

/** The instant of a `google.protobuf.Timestamp` in a field, in milliseconds. */
export function instantIn(message: ProtobufMessage | undefined, field: number): number | undefined {
  const timestamp = messageIn(message, field);
  if (timestamp === undefined) return undefined;
  const seconds = countIn(timestamp, 1);
  const nanos = countIn(timestamp, 2) ?? 0;
  return seconds === undefined || seconds === 0 ? undefined : seconds * 1_000 + Math.floor(nanos / 1_000_000);
}
