/** What an org has before anybody logs in: its Id, its administrator, the standard price book. */
import { randomInt } from 'node:crypto';
import { makeId, TimeValue } from '../model/index.ts';
import type { Id, Scalar } from '../model/index.ts';
import { AUTOMATED_PROCESS } from '../database/index.ts';
import type { Database, Transaction } from '../database/types.ts';
import { KeptIds } from './kept-ids.ts';
import { profileId } from './mirrors.ts';

export const ADMINISTRATOR = 'admin@gangway.local';
const ORG_KEY = 'org-id';

/** The administrator is the first user of the file, so the Id is known before the row is there. */
export const ADMINISTRATOR_ID: Id = makeId('005', 1);

/** The org's own Id: made once, different for each file, since clients and cookies tell orgs apart by it. */
export const readOrgId = (database: Database): Id => {
    const stored = database.store.get(ORG_KEY);
    if (stored) return Buffer.from(stored).toString('utf8');
    const id = makeId('00D', randomInt(1, 2 ** 47));
    database.store.set(ORG_KEY, Buffer.from(id));
    return id;
};

/**
 * The user that platform-event triggers run as; an org of before gets it too. Named after the org, as tests of Nebula Logger look for it
 * ("it_should_save_accurate_timestamp_when_logging_user_has_different_time_zone").
 */
export const writeAutomatedProcess = (database: Database, tx: Transaction): void =>
    database.mirror(tx, 'User', 'UserType', [
        {
            UserType: AUTOMATED_PROCESS,
            Username: `autoproc@${readOrgId(database)}`.toLowerCase(),
            LastName: 'Automated Process',
            Name: 'Automated Process',
            Email: 'autoproc@example.com',
            Alias: 'autoproc',
            CommunityNickname: 'autoproc',
            IsActive: true,
            TimeZoneSidKey: 'Europe/London',
            LocaleSidKey: 'en_US',
            LanguageLocaleKey: 'en_US',
            EmailEncodingKey: 'UTF-8'
        }
    ]);

/** Every day from midnight to midnight, as the hours of a new org are. Source: Object Reference, "BusinessHours". */
const roundTheClock = (): Record<string, Scalar> =>
    Object.fromEntries(
        ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'].flatMap((day) => [
            [`${day}StartTime`, new TimeValue(0)],
            [`${day}EndTime`, new TimeValue(0)]
        ])
    );

/**
 * Writes the first rows, inside the caller's transaction, after the profiles.
 * @param username the administrator's
 */
export const writeFirstRows = (database: Database, tx: Transaction, username: string): void => {
    database.mirror(tx, 'User', 'Username', [
        {
            Username: username,
            LastName: 'Administrator',
            Name: 'Administrator',
            Title: 'System Administrator',
            Email: username,
            Alias: 'admin',
            CommunityNickname: 'admin',
            IsActive: true,
            ProfileId: profileId(database, 'System Administrator'),
            UserType: 'Standard',
            TimeZoneSidKey: 'Europe/London',
            LocaleSidKey: 'en_US',
            LanguageLocaleKey: 'en_US',
            EmailEncodingKey: 'UTF-8'
        }
    ]);
    database.mirror(tx, 'PermissionSetAssignment', 'Id', [
        {
            Id: new KeptIds(database, '0Pa').of('administrator'),
            AssigneeId: ADMINISTRATOR_ID,
            PermissionSetId: new KeptIds(database, '0PS').of('profile:Admin'),
            IsActive: true
        }
    ]);
    database.mirror(tx, 'BusinessHours', 'Name', [
        { Name: 'Default', IsActive: true, IsDefault: true, TimeZoneSidKey: 'Europe/London', ...roundTheClock() }
    ]);
    database.mirror(tx, 'Pricebook2', 'Name', [{ Name: 'Standard Price Book', IsActive: true, IsStandard: true }]);
};

/** Gives the administrator permission sets, as a foreign project's own set-up does once it has deployed. */
export const assignToAdministrator = (database: Database, tx: Transaction, sets: readonly string[]): void => {
    if (sets.length === 0) return;
    const assignments = new KeptIds(database, '0Pa');
    const ids = new KeptIds(database, '0PS');
    database.mirror(
        tx,
        'PermissionSetAssignment',
        'Id',
        sets.map((name) => ({
            Id: assignments.of(`administrator/${name}`),
            AssigneeId: ADMINISTRATOR_ID,
            PermissionSetId: ids.of(name),
            IsActive: true
        })),
        () => false
    );
};
