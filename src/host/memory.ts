/** As much of VS Code's Memento as is needed: what is kept over sessions, by key. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}
