/** A database with the standard objects and two users, for tests of library members that reach the org. */
import { baseComponents, compileMetadata } from '../../metadata/index.ts';
import type { MetadataModel } from '../../metadata/types.ts';
import { createDatabase } from '../../database/index.ts';
import type { Database } from '../../database/types.ts';
import { makeId, type Id, type Scalar } from '../../model/index.ts';
import { createAccessModel } from '../../security/index.ts';
import { SYSTEM_MODE } from '../../security/types.ts';
import { withExecution, type Execution } from '../runtime/index.ts';
import { fakeType } from './fixture.ts';

export interface TestOrg {
    readonly database: Database;
    readonly model: MetadataModel;
    readonly userId: Id;
    /** A user whose profile grants nothing. */
    readonly powerlessId: Id;
}
const user = (firstName: string, profileId: Id | undefined): Readonly<Record<string, Scalar>> => ({
    Username: `${firstName.toLowerCase()}@example.test`,
    LastName: 'Lovelace',
    FirstName: firstName,
    Name: `${firstName} Lovelace`,
    Email: `${firstName.toLowerCase()}@example.test`,
    Alias: firstName.toLowerCase(),
    IsActive: true,
    ProfileId: profileId ?? null,
    TimeZoneSidKey: 'Europe/London',
    LocaleSidKey: 'en_US',
    LanguageLocaleKey: 'en_US',
    EmailEncodingKey: 'UTF-8'
});
/** A new org in memory: base metadata, an administrator, and a user without any right. @throws Error */
export const openTestOrg = (): TestOrg => {
    const { model, problems } = compileMetadata(baseComponents(), 1, new Map());
    if (!model) throw new Error(problems[0]?.message);
    const database = createDatabase();
    const access = createAccessModel(model);
    database.open(':memory:');
    database.migrate(model.schema);
    database.use({
        schema: model.schema,
        access,
        labels: model.labels,
        customMetadata: model.customMetadata,
        customPermissions: model.customPermissions.keys()
    });
    const userId = makeId('005', 1);
    database.transaction(userId, 'request', (tx) => {
        database.mirror(tx, 'Profile', 'Name', [
            { Name: 'System Administrator', UserType: 'Standard' },
            { Name: 'Nobody', UserType: 'Standard' }
        ]);
        const query = database.soql.parse('SELECT Id FROM Profile ORDER BY Name DESC');
        const [administrator, nobody] = database.soql.query(tx, query, [], SYSTEM_MODE).rows;
        database.mirror(tx, 'User', 'Username', [user('Ada', administrator?.id), user('Bob', nobody?.id)]);
    });
    return { database, model, userId, powerlessId: makeId('005', 2) };
};

/** Runs a body as Apex in a transaction of that org, which is rolled back. Types are named but not checked. */
export const inOrg = <T>(org: TestOrg, body: () => T): T => {
    let result: { readonly value: T } | undefined;
    const stop = new Error('rolled back');
    try {
        org.database.transaction(org.userId, 'test', (tx) => {
            const fake: Partial<Execution> = {
                tx,
                schema: org.model.schema,
                database: org.database,
                userId: org.userId,
                entry: 'test',
                log: [],
                cells: new Map(),
                test: { started: false, stopped: false, outerLimits: undefined, mocks: new Map(), cells: new Map() }
            };
            const program = {
                typeNamed: (name: string) => fakeType(name),
                sobject: (object: { readonly name: string }) => fakeType(object.name),
                model: org.model
            };
            result = { value: withExecution({ ...fake, program } as unknown as Execution, [], body) };
            throw stop;
        });
    } catch (error) {
        if (error !== stop) throw error;
    }
    if (!result) throw new Error('the body did not run');
    return result.value;
};
