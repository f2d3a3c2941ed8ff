/** Tokens of API clients and sessions of pages: random, stored as hashes, never the one taken for the other. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { isPasswordOf, writeWholeFile } from '../model/index.ts';
import type { EngineUser } from './types.ts';

/** More than this many of a kind: the oldest go. */
const MOST = 200;
const PASS_MS = 60_000;

interface Entry {
    readonly hash: string;
    readonly userId: string;
}
interface Stored {
    readonly tokens: Entry[];
    readonly sessions: Entry[];
    /** Of refresh tokens, by the names of their users. */
    readonly refresh?: Entry[];
    /** What passwords and the connected app's secret are made from. */
    readonly root?: string;
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** 256 bits in characters that clients accept after `00D…!`. */
const secret = (): string => randomBytes(32).toString('base64url').replaceAll('-', '.');

/** Are two secrets the same? Takes as long whatever they have in common. */
export const isSameSecret = (given: string, wanted: string): boolean =>
    timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(wanted).digest());

/** The one connected app of a local org: what OAuth clients say they are. */
export interface ConnectedApp {
    readonly clientId: string;
    readonly clientSecret: string;
}

export class Keys {
    private readonly file: string;
    private readonly orgId: string;
    private readonly tokens: Map<string, string>;
    private readonly sessions: Map<string, string>;
    private readonly refresh: Map<string, string>;
    private readonly root: string;
    private readonly passes = new Map<string, { readonly userId: string; readonly until: number }>();

    constructor(file: string, orgId: string) {
        this.file = file;
        this.orgId = orgId;
        const stored: Stored = existsSync(file)
            ? (JSON.parse(readFileSync(file, 'utf8')) as Stored)
            : { tokens: [], sessions: [] };
        this.root = stored.root ?? secret();
        this.tokens = new Map(stored.tokens.map((entry) => [entry.hash, entry.userId]));
        this.sessions = new Map(stored.sessions.map((entry) => [entry.hash, entry.userId]));
        this.refresh = new Map((stored.refresh ?? []).map((entry) => [entry.hash, entry.userId]));
        if (stored.root === undefined) this.store();
    }
    /** Random for each org and user: there is no password that another program could know. */
    passwordOf(username: string): string {
        return this.derive(`password ${username.toLowerCase()}`).slice(0, 24);
    }
    /** Is it the password of a user: the one that was set in the org, or else the one made here? */
    isPassword({ username, passwordHash }: Pick<EngineUser, 'username' | 'passwordHash'>, given: string): boolean {
        return passwordHash === undefined
            ? isSameSecret(given, this.passwordOf(username))
            : isPasswordOf(given, passwordHash);
    }
    get app(): ConnectedApp {
        return {
            clientId: `3MVG9${this.derive('client id')}`,
            clientSecret: this.derive('client secret').toUpperCase()
        };
    }
    /** Ends a token, a refresh token or a session of that value. @returns whether there was one */
    revoke(text: string): boolean {
        const hash = hashOf(text);
        const had = [this.tokens, this.refresh].map((known) => known.delete(hash)).includes(true);
        if (this.sessions.delete(hash) || had) this.store();
        return had;
    }
    /** Lets a browser in once, within a minute. */
    issuePass(userId: string): string {
        const pass = secret();
        this.passes.set(hashOf(pass), { userId, until: Date.now() + PASS_MS });
        for (const oldest of this.passes.keys()) {
            if (this.passes.size <= MOST) break;
            this.passes.delete(oldest);
        }
        return pass;
    }
    /** Whom a pass lets in; it is used up by this. */
    usePass(text: string): string | undefined {
        const hash = hashOf(text);
        const pass = this.passes.get(hash);
        this.passes.delete(hash);
        return pass && pass.until >= Date.now() ? pass.userId : undefined;
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
    /** A token that brings access tokens until it is revoked. */
    issueRefreshToken(username: string): string {
        const token = `5Aep861${secret()}`;
        this.keep(this.refresh, token, username);
        return token;
    }
    usernameOfRefreshToken(token: string): string | undefined {
        return this.refresh.get(hashOf(token));
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
        this.store();
    }

    private store(): void {
        const entries = (from: Map<string, string>): Entry[] =>
            [...from].map(([hash, user]) => ({ hash, userId: user }));
        const stored: Stored = {
            tokens: entries(this.tokens),
            sessions: entries(this.sessions),
            refresh: entries(this.refresh),
            root: this.root
        };
        writeWholeFile(this.file, JSON.stringify(stored), 0o600);
    }

    private derive(purpose: string): string {
        return createHmac('sha256', this.root).update(purpose).digest('hex');
    }
}
