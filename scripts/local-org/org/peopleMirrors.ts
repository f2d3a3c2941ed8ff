/** Rows of roles, public groups and queues, with the groups that stand for each role and for everybody. */
import type { GroupDef, MetadataModel, ShareTarget } from '../metadata/types.ts';
import { textIn, type Mirrors, type Row } from './mirrorWriter.ts';

/** What the Id of a Group is kept by. */
const groupKey = (type: string, name: string): string => `${type}:${name}`;

const roleRows = (mirrors: Mirrors, model: MetadataModel): Row[] =>
    model.roles.map((role) => ({
        DeveloperName: role.name,
        Name: role.label,
        RollupDescription: role.description || null,
        ParentRoleId: role.parent === undefined ? null : mirrors.idsOf('UserRole').of(role.parent),
        OpportunityAccessForAccountOwner: role.childAccess.Opportunity,
        CaseAccessForAccountOwner: role.childAccess.Case,
        ContactAccessForAccountOwner: role.childAccess.Contact
    }));

/** The Group rows of a deployed role. Source: Object Reference, "Group": Type Role, RoleAndSubordinates. */
const roleGroups = (mirrors: Mirrors, model: MetadataModel): Row[] =>
    model.roles.flatMap((role) =>
        ['Role', 'RoleAndSubordinates'].map((type) => ({
            Id: mirrors.idsOf('Group').of(groupKey(type, role.name)),
            DeveloperName: role.name,
            Type: type,
            RelatedId: mirrors.idsOf('UserRole').of(role.name),
            DoesIncludeBosses: false
        }))
    );

const ownGroups = (mirrors: Mirrors, model: MetadataModel): Row[] => [
    {
        Id: mirrors.idsOf('Group').of(groupKey('Organization', '')),
        DeveloperName: 'AllInternalUsers',
        Type: 'Organization',
        DoesIncludeBosses: false
    },
    ...model.groups.map((group: GroupDef): Row => ({
        Id: mirrors.idsOf('Group').of(groupKey(group.kind, group.name)),
        DeveloperName: group.name,
        Name: group.label,
        Type: group.kind,
        Email: group.email ?? null,
        DoesIncludeBosses: group.includesBosses
    }))
];

/** Ids of members that metadata can name; users are data, and known only where they are in the org. */
const memberKey = ({ kind, name }: ShareTarget): string | undefined => {
    switch (kind) {
        case 'group':
            return groupKey('Regular', name);
        case 'role':
            return groupKey('Role', name);
        case 'roleAndSubordinates':
            return groupKey('RoleAndSubordinates', name);
        default:
            return undefined;
    }
};

const queueRows = (mirrors: Mirrors, model: MetadataModel): { objects: Row[]; members: Row[] } => {
    const groups = mirrors.idsOf('Group');
    const queues = model.groups.filter((group) => group.kind === 'Queue');
    return {
        objects: queues.flatMap((queue) =>
            queue.objects.map((object) => ({
                QueueId: groups.of(groupKey('Queue', queue.name)),
                SobjectType: object
            }))
        ),
        members: queues.flatMap((queue) =>
            queue.members.flatMap((member) => {
                const key = memberKey(member);
                return key === undefined
                    ? []
                    : [{ GroupId: groups.of(groupKey('Queue', queue.name)), UserOrGroupId: groups.of(key) }];
            })
        )
    };
};

/** Brings the rows of roles, groups and queues up to date. Those made by hand stay. */
export const writePeople = (mirrors: Mirrors, model: MetadataModel): void => {
    const byId = (row: Row): string => textIn(row, 'Id');
    mirrors.write('UserRole', 'DeveloperName', roleRows(mirrors, model));
    mirrors.write('Group', 'Id', [...ownGroups(mirrors, model), ...roleGroups(mirrors, model)], byId);
    const { objects, members } = queueRows(mirrors, model);
    mirrors.write('QueueSobject', 'Id', objects, (row) => `${textIn(row, 'QueueId')}/${textIn(row, 'SobjectType')}`);
    mirrors.write('GroupMember', 'Id', members, (row) => `${textIn(row, 'GroupId')}/${textIn(row, 'UserOrGroupId')}`);
};
