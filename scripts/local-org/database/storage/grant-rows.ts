/**
 * Rows of what deployed permission sets and profiles grant: ObjectPermissions and FieldPermissions. There can be tens of thousands of
 * them and few transactions look, so a set's rows are written when somebody first asks for them or changes them; from then on the rows
 * are what counts, until the next deploy.
 */
import { compoundOf, governingObject } from '../../metadata/index.ts';
import type { GrantDef, ObjectRights } from '../../metadata/types.ts';
import { DatetimeValue, fold, SObject } from '../../model/index.ts';
import type { FieldDef, Id, ObjectDef, Scalar } from '../../model/index.ts';
import { tableOf } from './names.ts';
import { takeIds } from './sequences.ts';
import { idList, tableFor } from './tables.ts';
import type { Storage } from './types.ts';
import { textOf } from './values.ts';

const KEY = 'grant-rows/';
const RIGHTS: Readonly<Record<keyof ObjectRights, string>> = {
    read: 'PermissionsRead',
    create: 'PermissionsCreate',
    edit: 'PermissionsEdit',
    delete: 'PermissionsDelete',
    viewAll: 'PermissionsViewAllRecords',
    modifyAll: 'PermissionsModifyAllRecords'
};
/** The objects whose rows are written when somebody first asks for them. */
export const GRANT_ROW_OBJECTS: readonly string[] = ['ObjectPermissions', 'FieldPermissions'];

/** Whether a permission set's rows have been written. */
export const hasGrantRows = (storage: Storage, setId: Id): boolean =>
    storage.generation.statement('SELECT 1 FROM _org_store WHERE key = ?').raw(true).get(`${KEY}${setId}`) !==
    undefined;

type Values = Readonly<Record<string, Scalar>>;

const objectValues = (grant: GrantDef, objects: readonly ObjectDef[]): Values[] =>
    objects.flatMap((object) => {
        const rights = grant.objects.get(object.name) ?? grant.objects.get(fold(object.name));
        if (!rights || governingObject(object) !== object.name || !Object.values(rights).includes(true)) return [];
        const flags = Object.entries(RIGHTS).map(([right, name]) => [name, rights[right as keyof ObjectRights]]);
        return [{ SobjectType: object.name, ...(Object.fromEntries(flags) as Values) }];
    });

/** An address is one row, as it is granted as a whole. */
const grantedName = (field: FieldDef): string => `${field.object}.${compoundOf(field) ?? field.name}`;

const fieldValues = (grant: GrantDef, objects: readonly ObjectDef[]): Values[] => {
    const rows = new Map<string, Values>();
    for (const object of objects)
        for (const field of object.fields) {
            const rights = grant.fields.get(fold(`${object.name}.${field.name}`));
            if (!rights?.read) continue;
            const name = grantedName(field);
            rows.set(name, {
                SobjectType: object.name,
                Field: name,
                PermissionsRead: rights.read,
                PermissionsEdit: rights.edit
            });
        }
    return [...rows.values()];
};

const insertRows = (storage: Storage, name: string, setId: Id, rows: readonly Values[], at: DatetimeValue): void => {
    const { generation, connection } = storage;
    const object = generation.schema.object(name);
    if (!object || rows.length === 0) return;
    const table = tableFor(generation, object);
    const ids = takeIds(connection, object, rows.length);
    const stamps = ['CreatedDate', 'LastModifiedDate', 'SystemModstamp'].filter((stamp) => object.field(stamp));
    rows.forEach((values, index) => {
        const record = new SObject(object);
        record.id = ids[index];
        record.set('ParentId', setId);
        for (const [field, value] of Object.entries(values)) record.set(field, value);
        for (const stamp of stamps) record.set(stamp, at);
        table.insert(record);
    });
};

/** What was deployed for a row of PermissionSet: a permission set, or the profile that owns the row. */
const deployedFor = (storage: Storage, set: SObject): GrantDef | undefined => {
    const { generation } = storage;
    const { grants } = generation.model;
    if (set.get('IsOwnedByProfile') !== true)
        return grants?.find(
            (grant) => grant.kind === 'permissionSet' && fold(grant.name) === fold(textOf(set.get('Name')))
        );
    const profiles = generation.schema.object('Profile');
    const profileId = textOf(set.get('ProfileId'));
    const profile = profiles && tableFor(generation, profiles).find('"Id" = ?', [profileId])[0];
    const name = fold(textOf(profile?.get('Name') ?? null));
    return grants?.find(
        (grant) => grant.kind === 'profile' && (fold(grant.label) === name || fold(grant.name) === name)
    );
};

/**
 * Writes the rows of deployed permission sets that are not there yet.
 * @param setIds of PermissionSet; all where undefined
 */
export const writeGrantRows = (storage: Storage, now: DatetimeValue, setIds?: readonly Id[]): void => {
    const { generation } = storage;
    const object = generation.schema.object('PermissionSet');
    if (!object) return;
    const condition = `"IsDeleted" = 0${setIds ? ' AND "Id" IN (SELECT value FROM json_each(?))' : ''}`;
    const at = new DatetimeValue(Math.floor(now.ms / 1000) * 1000);
    for (const set of tableFor(generation, object).find(condition, setIds ? [idList(setIds)] : [])) {
        const id = set.id as Id;
        if (hasGrantRows(storage, id)) continue;
        const grant = deployedFor(storage, set);
        if (!grant) continue;
        insertRows(storage, 'ObjectPermissions', id, objectValues(grant, generation.schema.objects), at);
        insertRows(storage, 'FieldPermissions', id, fieldValues(grant, generation.schema.objects), at);
        generation
            .statement('INSERT OR REPLACE INTO _org_store (key, value) VALUES (?, ?)')
            .run(`${KEY}${id}`, Buffer.from('1'));
    }
};

/** Forgets the rows of sets that are deployed anew: the deploy says what they grant. */
export const dropGrantRows = (storage: Storage, setIds: readonly Id[]): void => {
    const { generation } = storage;
    const written = setIds.filter((id) => hasGrantRows(storage, id));
    if (written.length === 0) return;
    for (const name of GRANT_ROW_OBJECTS) {
        const object = generation.schema.object(name);
        if (object)
            generation
                .statement(`DELETE FROM ${tableOf(object)} WHERE "ParentId" IN (SELECT value FROM json_each(?))`)
                .run(idList(written));
    }
    const forget = generation.statement('DELETE FROM _org_store WHERE key = ?');
    for (const id of written) forget.run(`${KEY}${id}`);
};
