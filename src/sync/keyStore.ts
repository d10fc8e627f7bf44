/**
 * Where the secret of this device is kept: the editor's secret storage, or a file that only its owner may read. What is
 * stored is a text that nobody else reads; see `DeviceSecret`.
 */
export interface KeyStore {
  /** `undefined` where nothing is stored. */
  read(): Promise<string | undefined>;
  write(secret: string): Promise<void>;
  remove(): Promise<void>;
}
