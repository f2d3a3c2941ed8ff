/** JWT assertions of the bearer flow: signed with a key of this org, for this org, now. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Whom an assertion is for. Source: Salesforce Help, "OAuth 2.0 JWT Bearer Flow". */
const AUDIENCES = ['https://login.salesforce.com', 'https://test.salesforce.com'];
/** The platform takes assertions that expire within three minutes; clocks here are one. */
const LONGEST_MS = 5 * 60_000;

/** The private key that clients sign with, made where there is none. @returns its PEM */
export const jwtKey = (file: string): string => {
    if (existsSync(file)) return readFileSync(file, 'utf8');
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    writeFileSync(file, pem, { mode: 0o600 });
    return pem;
};

const readPart = (part: string): Readonly<Record<string, unknown>> => {
    try {
        const value = JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as unknown;
        return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
    } catch {
        return {};
    }
};

/**
 * Whose session an assertion asks for.
 * @param url the org's own address, an audience too
 * @returns the username; undefined where signature, algorithm, issuer, audience or time do not fit
 */
export const subjectOf = (assertion: string, keyFile: string, clientId: string, url: string): string | undefined => {
    const [head = '', claims = '', signature = '', ...rest] = assertion.split('.');
    if (rest.length > 0 || readPart(head).alg !== 'RS256' || !existsSync(keyFile)) return undefined;
    const key = createPublicKey(createPrivateKey(readFileSync(keyFile)));
    if (!verify('RSA-SHA256', Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, 'base64url')))
        return undefined;
    const { iss, sub, aud, exp } = readPart(claims);
    const now = Date.now();
    const isInTime = typeof exp === 'number' && exp * 1000 > now && exp * 1000 <= now + LONGEST_MS;
    const isForUs = [aud].flat().some((one) => one === url || AUDIENCES.includes(String(one)));
    return isInTime && isForUs && iss === clientId && typeof sub === 'string' ? sub : undefined;
};
