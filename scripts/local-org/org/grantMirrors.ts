/** Rows of profiles, permission sets, their groups and custom permissions, and of who grants which class or custom permission. */
import { DEFAULT_LICENCE, LICENCES } from '../metadata/index.ts';
import type { GrantDef, MetadataModel } from '../metadata/types.ts';
import { textIn, type Mirrors, type Row } from './mirrorWriter.ts';

/** `PermissionsApiEnabled` and its like, of a profile or a permission set. */
const flags = (mirrors: Mirrors, grant: GrantDef): Row =>
    Object.fromEntries(
        (mirrors.schema.object('PermissionSet')?.fields ?? [])
            .filter((field) => field.name.startsWith('Permissions'))
            .map((field) => [field.name, grant.userPermissions.has(field.name.slice('Permissions'.length))])
    );

/** A row of UserLicense: as many users as anybody wants. */
const licenceRow = (name: string): Row => ({
    Name: name,
    MasterLabel: name,
    LicenseDefinitionKey: LICENCES.get(name)?.key ?? null,
    Status: 'Active',
    TotalLicenses: 100,
    UsedLicenses: 1
});
const licenceOf = (profile: GrantDef): string => profile.licence ?? DEFAULT_LICENCE;

/** Label of a profile in Profile.Name, as the platform has it: `Admin` is "System Administrator". */
const profileName = (grant: GrantDef): string => grant.label || grant.name;

/** What an Id of PermissionSet is kept by: deployed sets by name, a profile's own set and a group's by a name that no set can have. */
const keyOfProfile = (grant: GrantDef): string => `profile:${grant.name}`;
const keyOfGroup = (name: string): string => `group:${name}`;

const setRows = (mirrors: Mirrors, model: MetadataModel): Row[] => {
    const profiles = mirrors.idsOf('Profile');
    const groups = mirrors.idsOf('PermissionSetGroup');
    const ids = mirrors.idsOf('PermissionSet');
    const licences = mirrors.idsOf('UserLicense');
    return [
        ...model.grants.flatMap((grant): Row[] => {
            if (grant.kind === 'muting') return [];
            const isProfile = grant.kind === 'profile';
            const profileId = isProfile ? profiles.of(profileName(grant)) : null;
            return [
                {
                    Id: ids.of(isProfile ? keyOfProfile(grant) : grant.name),
                    Name: isProfile ? `X${(profileId ?? '').slice(0, 15)}` : grant.name,
                    Label: isProfile ? profileId : grant.label,
                    Description: isProfile ? null : grant.description || null,
                    ProfileId: profileId,
                    LicenseId: grant.licence === undefined ? null : licences.of(grant.licence),
                    IsOwnedByProfile: isProfile,
                    IsCustom: !isProfile,
                    Type: isProfile ? 'Profile' : 'Regular',
                    ...flags(mirrors, grant)
                }
            ];
        }),
        ...model.setGroups.map((group): Row => ({
            Id: ids.of(keyOfGroup(group.name)),
            Name: group.name,
            Label: group.label,
            PermissionSetGroupId: groups.of(group.name),
            IsOwnedByProfile: false,
            IsCustom: true,
            Type: 'Group'
        }))
    ];
};

const componentRows = (mirrors: Mirrors, model: MetadataModel): Row[] => {
    const member = (group: string, id: string): Row => ({
        PermissionSetGroupId: mirrors.idsOf('PermissionSetGroup').of(group),
        PermissionSetId: id
    });
    return model.setGroups.flatMap(({ name, sets, muting }) => [
        ...sets.map((set) => member(name, mirrors.idsOf('PermissionSet').of(set))),
        ...muting.map((set) => member(name, mirrors.idsOf('MutingPermissionSet').of(set)))
    ]);
};

const accessRows = (mirrors: Mirrors, model: MetadataModel, classes: readonly string[]): Row[] => {
    const sets = mirrors.idsOf('PermissionSet');
    const rows: Row[] = [];
    for (const grant of model.grants) {
        if (grant.kind === 'muting') continue;
        const ParentId = sets.of(grant.kind === 'profile' ? keyOfProfile(grant) : grant.name);
        const add = (type: string, names: Iterable<string>, granted: ReadonlySet<string>): void => {
            for (const name of names)
                if (granted.has(name))
                    rows.push({ ParentId, SetupEntityId: mirrors.idsOf(type).of(name), SetupEntityType: type });
        };
        add('CustomPermission', model.customPermissions.keys(), grant.customPermissions);
        add('ApexClass', classes, grant.classes);
    }
    return rows;
};

/**
 * Brings the rows of everything that grants up to date.
 * @param classes names of deployed classes
 */
export const writeGrants = (mirrors: Mirrors, model: MetadataModel, classes: readonly string[]): void => {
    const profiles = model.grants.filter((grant) => grant.kind === 'profile');
    const named = model.grants.flatMap(({ licence }) => licence ?? []);
    const licences = new Set([DEFAULT_LICENCE, ...LICENCES.keys(), ...named]);
    mirrors.write('UserLicense', 'Name', [...licences].map(licenceRow));
    mirrors.write(
        'Profile',
        'Name',
        profiles.map((grant) => ({
            Name: profileName(grant),
            UserType: LICENCES.get(licenceOf(grant))?.userType ?? 'Standard',
            UserLicenseId: mirrors.idsOf('UserLicense').of(licenceOf(grant)),
            Description: grant.description || null,
            ...flags(mirrors, grant)
        }))
    );
    mirrors.write('PermissionSetGroup', 'DeveloperName', model.setGroups.map(groupRow));
    mirrors.write(
        'MutingPermissionSet',
        'DeveloperName',
        model.grants
            .filter((grant) => grant.kind === 'muting')
            .map(({ name, label, description }) => ({
                DeveloperName: name,
                MasterLabel: label,
                Language: 'en_US',
                Description: description || null
            }))
    );
    mirrors.write('PermissionSet', 'Id', setRows(mirrors, model), (row) => textIn(row, 'Id'));
    mirrors.write(
        'PermissionSetGroupComponent',
        'Id',
        componentRows(mirrors, model),
        (row) => `${textIn(row, 'PermissionSetGroupId')}/${textIn(row, 'PermissionSetId')}`
    );
    mirrors.write(
        'CustomPermission',
        'DeveloperName',
        [...model.customPermissions].map(([name, { label, description }]) => ({
            DeveloperName: name,
            MasterLabel: label,
            Description: description || null,
            Language: 'en_US',
            IsProtected: false
        }))
    );
    mirrors.write(
        'SetupEntityAccess',
        'Id',
        accessRows(mirrors, model, classes),
        (row) => `${textIn(row, 'ParentId')}/${textIn(row, 'SetupEntityId')}`
    );
};

const groupRow = ({ name, label, description }: MetadataModel['setGroups'][number]): Row => ({
    DeveloperName: name,
    MasterLabel: label,
    Language: 'en_US',
    Description: description || null,
    Status: 'Updated'
});
