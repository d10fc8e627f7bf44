import type { KeyStore } from "../../src/sync/keyStore.ts";

export class MemoryKeys implements KeyStore {
  secret: string | undefined;

  constructor(secret?: string) {
    this.secret = secret;
  }

  read(): Promise<string | undefined> {
    return Promise.resolve(this.secret);
  }

  write(secret: string): Promise<void> {
    this.secret = secret;
    return Promise.resolve();
  }

  remove(): Promise<void> {
    this.secret = undefined;
    return Promise.resolve();
  }
}
