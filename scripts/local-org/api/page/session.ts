/** Who is working in this page, and as whom one could work. */
import { PlatformError } from '../../model/index.ts';
import type { Id, SObject } from '../../model/index.ts';
import { SYSTEM_MODE } from '../../security/types.ts';
import type { Transaction } from '../../database/types.ts';
import type { Org } from '../../org/types.ts';
import { json, readObject, textOf } from '../http.ts';
import { ORG_CURRENCY } from '../ui/display.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import type { PersonaView, SessionView } from './types.ts';

/** User permissions that components ask for through `@salesforce/userPermission`. */
const USER_PERMISSIONS = [
    'ViewSetup',
    'ModifyAllData',
    'ViewAllData',
    'ManageUsers',
    'ApiEnabled',
    'RunReports',
    'CustomizeApplication',
    'AuthorApex'
];

const system = (org: Org, tx: Transaction, text: string, binds: readonly unknown[] = []): readonly SObject[] =>
    org.database.soql.query(tx, org.database.soql.parse(text), binds, SYSTEM_MODE).rows;

const textField = (row: SObject | undefined, name: string): string => {
    const value = row?.get(name);
    return typeof value === 'string' ? value : '';
};

/** Users one can work as: those who are active, named first. */
const personasOf = (org: Org, tx: Transaction): PersonaView[] =>
    system(org, tx, 'SELECT Username, Name, Title FROM User WHERE IsActive = true ORDER BY Name').map((row) => ({
        username: textField(row, 'Username'),
        name: textField(row, 'Name'),
        title: textField(row, 'Title'),
        current: row.id === tx.user.userId
    }));

const sessionView = (org: Org, tx: Transaction): SessionView => {
    const [organization] = system(org, tx, 'SELECT Name FROM Organization');
    const { user } = tx;
    return {
        orgId: org.orgId,
        orgName: textField(organization, 'Name'),
        userId: user.userId,
        username: user.username,
        name: user.name,
        locale: user.locale,
        timeZone: user.timeZone,
        currency: ORG_CURRENCY,
        customPermissions: [...org.current.model.customPermissions.keys()].filter((name) =>
            user.access.permission(name)
        ),
        userPermissions: USER_PERMISSIONS.filter((name) => user.access.permission(name)),
        personas: personasOf(org, tx),
        generation: org.current.number
    };
};

const session = (call: Call): ApiResponse => call.transaction((tx) => json(200, sessionView(call.org, tx)));

/** Becomes another user. The host binds the page's session to the user that the answer names. */
const switchUser = (call: Call): ApiResponse => {
    const username = textOf(readObject(call.request), 'username') ?? '';
    const userId = call.transaction((tx): Id => {
        const [row] = system(call.org, tx, 'SELECT Id FROM User WHERE Username = :username AND IsActive = true', [
            username
        ]);
        if (!row?.id) throw new PlatformError('NOT_FOUND', `There is no active user ${username}`);
        return row.id;
    });
    return call.org.database.transaction(userId, 'request', (tx) => json(200, sessionView(call.org, tx)));
};

export const sessionRoutes: readonly Route[] = [
    { method: 'GET', path: '/local-org/session', login: 'page', handle: session },
    { method: 'POST', path: '/local-org/session', login: 'page', handle: switchUser }
];
