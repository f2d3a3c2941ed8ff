/** Tokens of API clients and sessions of pages: random, stored as hashes, never the one taken for the other. */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** More than this many of a kind: the oldest go. */
const MOST = 200;

interface Entry {
    readonly hash: string;
    readonly userId: string;
}
interface Stored {
    readonly tokens: Entry[];
    readonly sessions: Entry[];
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** 256 bits in characters that clients accept after `00D…!`. */
const secret = (): string => randomBytes(32).toString('base64url').replaceAll('-', '.');

export class Keys {
    private readonly file: string;
    private readonly orgId: string;
    private readonly tokens: Map<string, string>;
    private readonly sessions: Map<string, string>;

    constructor(file: string, orgId: string) {
        this.file = file;
        this.orgId = orgId;
        const stored: Stored = existsSync(file)
            ? (JSON.parse(readFileSync(file, 'utf8')) as Stored)
            : { tokens: [], sessions: [] };
        this.tokens = new Map(stored.tokens.map((entry) => [entry.hash, entry.userId]));
        this.sessions = new Map(stored.sessions.map((entry) => [entry.hash, entry.userId]));
    }
    /** Cookies are shared between all ports of this machine: the name tells orgs apart. */
    get cookieName(): string {
        return `local-org-${this.orgId.slice(0, 15)}`;
    }
    /** A new token of the platform's form, `00D…!…`. */
    issueToken(userId: string): string {
        const token = `${this.orgId.slice(0, 15)}!${secret()}`;
        this.keep(this.tokens, token, userId);
        return token;
    }
    userOfToken(token: string): string | undefined {
        return this.tokens.get(hashOf(token));
    }
    openSession(userId: string): string {
        const session = secret();
        this.keep(this.sessions, session, userId);
        return session;
    }
    userOfSession(session: string): string | undefined {
        return this.sessions.get(hashOf(session));
    }
    /** The page goes on as another user. */
    bindSession(session: string, userId: string): void {
        this.keep(this.sessions, session, userId);
    }

    private keep(map: Map<string, string>, text: string, userId: string): void {
        map.set(hashOf(text), userId);
        for (const oldest of map.keys()) {
            if (map.size <= MOST) break;
            map.delete(oldest);
        }
        const entries = (from: Map<string, string>): Entry[] =>
            [...from].map(([hash, user]) => ({ hash, userId: user }));
        const stored: Stored = { tokens: entries(this.tokens), sessions: entries(this.sessions) };
        writeFileSync(`${this.file}.new`, JSON.stringify(stored), { mode: 0o600 });
        renameSync(`${this.file}.new`, this.file);
    }
}
