/** May a user's password be set, and is it one? The host, which lets people in, keeps it. Source: SOAP API, "setPassword()", "resetPassword()"; REST API, "sObject User Password". */
import { randomInt } from 'node:crypto';
import { PlatformError, tryParseId } from '../model/index.ts';
import type { Id } from '../model/index.ts';
import type { Transaction } from '../database/types.ts';
import { json, noContent, notFound, readObject, textOf } from './http.ts';
import type { ApiResponse, Call, Route } from './types.ts';

const SHORTEST = 8;

/** @throws PlatformError INVALID_NEW_PASSWORD for what the platform's own policy refuses: 8 characters, letters and digits */
const checkPolicy = (password: string): void => {
    const refuse = (message: string): never => {
        throw new PlatformError('INVALID_NEW_PASSWORD', message);
    };
    if (password.length < SHORTEST) refuse(`Your password must be at least ${SHORTEST} characters long.`);
    if (!/[a-z]/i.test(password) || !/\d/.test(password)) refuse('Your password must include letters and numbers.');
};

/** The user whose password is asked about: oneself, or anybody for who manages users. @throws PlatformError */
const requireUser = (tx: Transaction, text: string): Id => {
    const id = tryParseId(text);
    if (id === undefined || !tx.systemRows.find('User', 'Id', id))
        throw new PlatformError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
    const { user } = tx;
    const manages = ['ManageUsers', 'ResetPasswords', 'ManageInternalUsers'].some((name) =>
        user.access.permission(name)
    );
    if (id !== user.userId && !manages)
        throw new PlatformError('INSUFFICIENT_ACCESS', 'insufficient access rights on cross-reference id');
    return id;
};

/** Checks a wish to set a password. @throws PlatformError */
export const checkNewPassword = (tx: Transaction, userId: string, password: string): void => {
    requireUser(tx, userId);
    checkPolicy(password);
};

const LETTERS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ';
const DIGITS = '23456789';
const LENGTH = 14;

/** A new password for a user. @throws PlatformError */
export const newPassword = (tx: Transaction, userId: string): string => {
    requireUser(tx, userId);
    const pick = (from: string): string => from.charAt(randomInt(from.length));
    return `${Array.from({ length: LENGTH - 2 }, () => pick(LETTERS + DIGITS)).join('')}${pick(LETTERS)}${pick(DIGITS)}`;
};

const PATH = '/services/data/:version/sobjects/User/:id/password';
const idOf = ({ parameters }: Call): string => parameters.id ?? '';

const read = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const id = tryParseId(idOf(call));
        if (id === undefined || !tx.systemRows.find('User', 'Id', id)) throw notFound();
        return json(200, { isExpired: false });
    });
const set = (call: Call): ApiResponse => {
    const password = textOf(readObject(call.request), 'NewPassword') ?? '';
    call.transaction((tx) => checkNewPassword(tx, idOf(call), password));
    return noContent();
};
const reset = (call: Call): ApiResponse =>
    json(200, { NewPassword: call.transaction((tx) => newPassword(tx, idOf(call))) });

export const passwordRoutes: readonly Route[] = [
    { method: 'GET', path: PATH, login: 'token', handle: read },
    { method: 'POST', path: PATH, login: 'token', handle: set },
    { method: 'DELETE', path: PATH, login: 'token', handle: reset }
];
