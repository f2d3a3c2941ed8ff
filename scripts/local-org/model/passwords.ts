/** Passwords of an org's users: what one must be, and how they are kept: as salted hashes. */
import { randomBytes, randomInt, scryptSync, timingSafeEqual } from 'node:crypto';

const SALT = 16;
const HASH = 32;
const SHORTEST = 8;

/** What is wrong with a new password; undefined where nothing is. Source: Salesforce Help, "Set Password Policies": the policy of a new org. */
export const passwordFault = (password: string): string | undefined => {
    if (password.length < SHORTEST) return `Your password must be at least ${SHORTEST} characters long.`;
    if (!/[a-z]/i.test(password) || !/\d/.test(password)) return 'Your password must include letters and numbers.';
    return undefined;
};

const LETTERS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ';
const DIGITS = '23456789';
const LENGTH = 14;
/** A password that nobody chose and that keeps to the policy. */
export const makePassword = (): string => {
    const pick = (from: string): string => from.charAt(randomInt(from.length));
    return `${Array.from({ length: LENGTH - 2 }, () => pick(LETTERS + DIGITS)).join('')}${pick(LETTERS)}${pick(DIGITS)}`;
};

/** A new hash of a password, with its salt, as text: slow to guess, whatever the password is. */
export const hashPassword = (password: string): string => {
    const salt = randomBytes(SALT);
    return `${salt.toString('hex')}:${scryptSync(password, salt, HASH).toString('hex')}`;
};
/** Whether a hash is of this password. */
export const isPasswordOf = (given: string, hash: string): boolean => {
    const [salt = '', wanted = ''] = hash.split(':');
    const made = scryptSync(given, Buffer.from(salt, 'hex'), HASH);
    const known = Buffer.from(wanted, 'hex');
    return known.length === made.length && timingSafeEqual(made, known);
};
/** Where the org keeps the hash of a user's password. */
export const passwordKey = (userId: string): string => `password/${userId}`;
