import { bitsOf } from "./checks/signalBits.ts";

/**
 * Checks of which one is enough for a row not to count for the rank: bounds that no honest row can break (C1 to C4), what another
 * device has sent before (C8), what came too late to have been counted at its time (C17), and rows of readers that are unknown
 * or withdrawn (C18).
 */
export const PROVISIONAL_SIGNALS: number = bitsOf(["C1", "C2", "C3", "C4", "C8", "C17", "C18"]);
