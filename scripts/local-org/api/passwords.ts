/** Setting and resetting the password of a user. Source: SOAP API, "setPassword()", "resetPassword()"; REST API, "sObject User Password". */
import { hashPassword, makePassword, passwordFault, passwordKey, PlatformError, tryParseId } from '../model/index.ts';
import type { Id } from '../model/index.ts';
import type { Transaction } from '../database/types.ts';
import { json, noContent, notFound, readObject, textOf } from './http.ts';
import type { ApiResponse, Call, Route } from './types.ts';

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

const keep = ({ org }: Call, userId: Id, password: string): void =>
    org.database.store.set(passwordKey(userId), Buffer.from(hashPassword(password)));

/** Sets a password. @throws PlatformError INVALID_NEW_PASSWORD for what the policy refuses */
export const setPassword = (call: Call, tx: Transaction, userId: string, password: string): void => {
    const id = requireUser(tx, userId);
    const fault = passwordFault(password);
    if (fault !== undefined) throw new PlatformError('INVALID_NEW_PASSWORD', fault);
    keep(call, id, password);
};

/** Gives a user a new password. @throws PlatformError */
export const resetPassword = (call: Call, tx: Transaction, userId: string): string => {
    const id = requireUser(tx, userId);
    const password = makePassword();
    keep(call, id, password);
    return password;
};

/** The router tells capitals apart; these are the two ways in which clients write the object. */
const PATHS = ['User', 'user'].map((name) => `/services/data/:version/sobjects/${name}/:id/password`);
const idOf = ({ parameters }: Call): string => parameters.id ?? '';

const read = (call: Call): ApiResponse =>
    call.transaction((tx) => {
        const id = tryParseId(idOf(call));
        if (id === undefined || !tx.systemRows.find('User', 'Id', id)) throw notFound();
        return json(200, { isExpired: false });
    });
const set = (call: Call): ApiResponse => {
    const password = textOf(readObject(call.request), 'NewPassword') ?? '';
    call.transaction((tx) => setPassword(call, tx, idOf(call), password));
    return noContent();
};
const reset = (call: Call): ApiResponse =>
    json(200, { NewPassword: call.transaction((tx) => resetPassword(call, tx, idOf(call))) });

export const passwordRoutes: readonly Route[] = PATHS.flatMap((path): Route[] => [
    { method: 'GET', path, login: 'token', handle: read },
    { method: 'POST', path, login: 'token', handle: set },
    { method: 'DELETE', path, login: 'token', handle: reset }
]);
