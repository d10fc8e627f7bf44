// Usage: NODE_OPTIONS=--import=THIS_FILE CLOCK_SHIFT_MS=N node ...: the process has its clock so much later, or earlier.
const RealDate = Date;
const shiftMs = Number(process.env["CLOCK_SHIFT_MS"]);
if (!Number.isSafeInteger(shiftMs)) throw new Error("CLOCK_SHIFT_MS has to be a whole number.");

class ShiftedDate extends RealDate {
  constructor(...parts: readonly unknown[]) {
    // Whatever a Date is made of; of nothing it is now.
    super(...((parts.length === 0 ? [ShiftedDate.now()] : parts) as [number]));
  }

  static override now(): number {
    return RealDate.now() + shiftMs;
  }
}

globalThis.Date = ShiftedDate as unknown as DateConstructor;
