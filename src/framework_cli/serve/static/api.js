/* What the page says to the server: reads, and writes one after the other so that none overtakes another. */

/** Something the server refused, in its own words. `status` 0: the server did not answer. */
export class Problem extends Error {
  constructor(status, { message, hint = "" }) {
    super(message);
    this.status = status;
    this.hint = hint;
  }
}

/** What a person changed here has been changed elsewhere since. */
export class Conflict extends Error {
  constructor({ yours, theirs, etag }) {
    super("It was changed elsewhere meanwhile.");
    Object.assign(this, { yours, theirs, etag });
  }
}

/* 403: the server was started anew, and this tab is of the run before: it may write again once the new link was opened. */
const TRANSIENT = new Set([0, 403, 409, 500, 502, 503, 507]);
const queue = [];
const held = new Map();
const watchers = new Set();
let running = false;
let failed = null;
let answered = 0;

/** The state of what was written: {state: "saved"|"saving"|"failed"|"held", why: string, status: number|null, waiting: number}. */
export const saving = () => ({
  state: failed ? "failed" : queue.length ? "saving" : waits() ? "held" : held.size ? "saving" : "saved",
  why: failed ? [failed.message, failed.hint].filter(Boolean).join(" ") : (waits() ?? ""),
  status: failed?.status ?? null,
  waiting: queue.length,
});

/** Calls `run(saving())` whenever that changes; gives what ends it. */
export function onSaving(run) {
  watchers.add(run);
  run(saving());
  return () => watchers.delete(run);
}
const tell = () => watchers.forEach((run) => run(saving()));

const waits = () => [...held.values()].findLast(Boolean);

/** Says why something that was typed waits for whoever typed it (a choice, a mend); "": it is saved in a moment; null: it waits no more. */
export function hold(name, why) {
  if ((held.get(name) ?? null) === why) return;
  if (why === null) held.delete(name);
  else held.set(name, why);
  tell();
}

/* Requests go out with no retry of the browser's own; a header may hold no line feed, which no etag has. */
async function ask(method, path, body, etag) {
  const headers = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (etag) headers["If-Match"] = `"${String(etag).replace(/^"|"$/g, "")}"`;
  let reply;
  try {
    reply = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
    });
  } catch {
    throw new Problem(0, {
      message: "The server does not answer.",
      hint: "Is `framework code` still running in its terminal?",
    });
  }
  const data = reply.headers.get("Content-Type")?.includes("json") ? await reply.json() : null;
  if (reply.ok) return data;
  if (reply.status === 412 && data?.conflict) throw new Conflict(data.conflict);
  throw new Problem(reply.status, data?.problem ?? { message: `The server said ${reply.status}.` });
}

/**
 * Reads.
 * @param {string} path "/api/…"
 * @returns {Promise<any>} rejects with Problem
 */
export const get = (path) => ask("GET", path);

/**
 * Writes, after all writes asked for before. Where the file cannot be written or the server does not answer, the wish is
 * kept, the header says why, and the promise waits for "Retry" (rejects with Problem(status, …) on "Drop it").
 * @param {"POST"|"PUT"|"PATCH"|"DELETE"} method
 * @param {string|(() => string)} path a function is asked when its turn has come
 * @param {any|(() => any)} body likewise
 * @param {{final?: boolean, etag?: () => (string|null), base?: any, same?: (theirs: any, base: any) => boolean, ask?: (conflict: Conflict) => Promise<"mine"|"theirs">}} [how]
 *   `etag`: what If-Match is to say, asked when its turn has come. On 412: if `same(theirs, base)`, written again under the new
 *   etag without a word; else `ask` decides ("mine": written again; "theirs": resolves to {kept: "theirs", theirs, etag}).
 *   Without `ask` rejects with Conflict. `final: true`: a refusal (409, 500, 507) is the answer and no reason to keep the wish.
 * @returns {Promise<any>} the reply's JSON
 */
export function write(method, path, body = {}, how = {}) {
  return new Promise((resolve, reject) => {
    queue.push({ method, path, body, how, resolve, reject });
    tell();
    run();
  });
}

const now = (value) => (typeof value === "function" ? value() : value);

async function send(wish) {
  const path = now(wish.path),
    body = now(wish.body);
  let etag = wish.how.etag?.() ?? null;
  for (let tries = 0; ; tries += 1) {
    try {
      return await ask(wish.method, path, body, etag);
    } catch (problem) {
      if (!(problem instanceof Conflict)) throw problem;
      etag = problem.etag;
      if (tries < 3 && wish.how.same?.(problem.theirs, wish.how.base)) continue;
      if (!wish.how.ask) throw problem;
      if ((await wish.how.ask(problem)) === "theirs") return { kept: "theirs", theirs: problem.theirs, etag };
      wish.how = { ...wish.how, same: null };
    }
  }
}

/* Whoever asked takes the answer in first: the next wish may build on it (its id, its ETag, what it began with). */
const heard = () => new Promise((resolve) => setTimeout(resolve));

async function run() {
  if (running || failed) return;
  running = true;
  while (queue.length) {
    const wish = queue[0];
    try {
      const reply = await send(wish);
      queue.shift();
      answered += 1;
      wish.resolve(reply);
      await heard();
    } catch (problem) {
      if (problem instanceof Problem && (problem.status === 0 || (TRANSIENT.has(problem.status) && !wish.how.final))) {
        failed = problem;
        break;
      }
      queue.shift();
      wish.reject(problem);
      await heard();
    }
  }
  running = false;
  tell();
}

/** Once more what could not be written. `quiet`: nothing is said of it unless it comes out otherwise. */
export function retry({ quiet = false } = {}) {
  failed = null;
  if (!quiet) tell();
  return run();
}

/** Gives up the wish that could not be written, and goes on with the next. */
export function drop() {
  const problem = failed;
  failed = null;
  if (problem) queue.shift()?.reject(problem);
  tell();
  return run();
}

/** How many wishes were carried out: what was read while the number rose may be older than what was written. */
export const carriedOut = () => answered;

/** Whether somebody who closes the page now would lose a wish. */
export const unsaved = () => queue.length > 0;
