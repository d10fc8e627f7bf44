/** Thrown for bytes that are no message of the kind expected; caught where decoding begins. */
export class Garbage extends Error {
  override readonly name = "Garbage";
}

const VARINT = 0;
const FIXED_64 = 1;
const DELIMITED = 2;
const FIXED_32 = 5;

/**
 * Reads the fields of one message in the wire format of Protocol Buffers, in the order they come:
 * `while (reader.next()) switch (reader.field) ...`. A field that is not taken is passed over.
 */
export class WireReader {
  readonly #bytes: Buffer;
  readonly #end: number;
  #at: number;
  #type = VARINT;
  /** Whether the value of the field has not been taken yet. */
  #isPending = false;
  /** Number of the field that `next` came to. */
  field = 0;

  constructor(bytes: Buffer, start = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#at = start;
    this.#end = end;
  }

  /** Goes to the next field; answers whether there is one. */
  next(): boolean {
    if (this.#isPending) this.#skip();
    if (this.#at >= this.#end) return false;
    const tag = Number(this.#varint());
    this.#type = tag & 7;
    this.field = Math.floor(tag / 8);
    if (this.field === 0) throw new Garbage("A field has no number");
    this.#isPending = true;
    return true;
  }

  /** The message in this field. */
  message(): WireReader {
    const end = this.#delimitedEnd();
    const inner = new WireReader(this.#bytes, this.#at, end);
    this.#at = end;
    return inner;
  }

  text(): string {
    return this.#take("utf8");
  }

  /** Bytes of this field, in hexadecimal. */
  hex(): string {
    return this.#take("hex");
  }

  #take(encoding: "utf8" | "hex"): string {
    const end = this.#delimitedEnd();
    const text = this.#bytes.toString(encoding, this.#at, end);
    this.#at = end;
    return text;
  }

  unsigned(): bigint {
    this.#expect(VARINT);
    return this.#varint();
  }

  signed(): bigint {
    return BigInt.asIntN(64, this.unsigned());
  }

  fixed64(): bigint {
    return this.#bytes.readBigUInt64LE(this.#fixed());
  }

  signedFixed64(): bigint {
    return this.#bytes.readBigInt64LE(this.#fixed());
  }

  double(): number {
    return this.#bytes.readDoubleLE(this.#fixed());
  }

  #fixed(): number {
    this.#expect(FIXED_64);
    return this.#advance(8);
  }

  #delimitedEnd(): number {
    this.#expect(DELIMITED);
    const length = Number(this.#varint());
    if (length > this.#end - this.#at) throw new Garbage("A field goes beyond its message");
    return this.#at + length;
  }

  #expect(type: number): void {
    if (!this.#isPending || this.#type !== type) throw new Garbage("A field is of another type");
    this.#isPending = false;
  }

  #skip(): void {
    this.#isPending = false;
    switch (this.#type) {
      case VARINT:
        this.#varint();
        break;
      case FIXED_64:
        this.#advance(8);
        break;
      case FIXED_32:
        this.#advance(4);
        break;
      case DELIMITED:
        this.#isPending = true;
        this.#at = this.#delimitedEnd();
        break;
      default:
        throw new Garbage("A field is of an unknown type");
    }
  }

  #advance(bytes: number): number {
    const start = this.#at;
    if (bytes > this.#end - start) throw new Garbage("A field goes beyond its message");
    this.#at += bytes;
    return start;
  }

  #varint(): bigint {
    let low = 0;
    let shift = 0;
    // Nearly all numbers are short: no large arithmetic for those.
    while (shift < 28) {
      const byte = this.#byte();
      low |= (byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt(low);
      shift += 7;
    }
    let value = BigInt(low);
    while (shift < 70) {
      const byte = this.#byte();
      value |= BigInt(byte & 0x7f) << BigInt(shift);
      if (byte < 0x80) return BigInt.asUintN(64, value);
      shift += 7;
    }
    throw new Garbage("A number does not end");
  }

  #byte(): number {
    const byte = this.#bytes[this.#advance(1)];
    if (byte === undefined) throw new Garbage("A message ends early");
    return byte;
  }
}
