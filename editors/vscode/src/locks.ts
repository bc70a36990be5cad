// The lock timeline as a read-only document beside the migration.

export const SCHEME = "migrate-lint-locks";

/** The path of the timeline's document; what it is about stands in the query. */
export function address(uri: string): { readonly path: string; readonly query: string } {
  const name = decodeURIComponent(uri.split("/").pop() ?? uri);
  return { path: `Locks of ${name}`, query: encodeURIComponent(uri) };
}

/** What a timeline is about. */
export function subject(query: string): string {
  return decodeURIComponent(query);
}

/** What stands in the document. */
export function text(answer: unknown): string {
  return typeof answer === "string" && answer !== ""
    ? answer
    : "migrate-lint has nothing to say of this file: it is in no folder of migrations that it knows.\n";
}
