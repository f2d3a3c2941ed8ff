/** Rows of the Tooling API that stand for components, with their `FullName` and `Metadata`. Source: Tooling API, "Tooling API Objects". */
import { membersOf } from '../../metadata/index.ts';
import type { ComponentId, XmlElement } from '../../metadata/index.ts';
import type { Transaction } from '../../database/types.ts';
import { idsOfMembers } from '../../org/memberIds.ts';
import type { Org } from '../../org/types.ts';
import { elementOf } from '../metadata/crudDocuments.ts';
import { metadataJson } from '../metadata/metadataJson.ts';
import { retrievableComponents } from '../metadata/platformComponents.ts';
import { soapText } from '../soap/envelope.ts';
import type { ToolingRow } from './memoryQuery.ts';

/** Objects whose rows are made, changed and deleted with their `Metadata`, and the metadata type of each. */
export const METADATA_ROWS: readonly (readonly [object: string, type: string])[] = [
    ['CompactLayout', 'CompactLayout'],
    ['CustomApplication', 'CustomApplication'],
    ['CustomField', 'CustomField'],
    ['CustomObject', 'CustomObject'],
    ['CustomTab', 'CustomTab'],
    ['ExternalString', 'CustomLabel'],
    ['FieldSet', 'FieldSet'],
    ['FlexiPage', 'FlexiPage'],
    ['GlobalValueSet', 'GlobalValueSet'],
    ['Layout', 'Layout'],
    ['QuickActionDefinition', 'QuickAction'],
    ['ValidationRule', 'ValidationRule'],
    ['WebLink', 'WebLink']
];

/** Source: Tooling API Developer Guide, "Introducing Tooling API": what stands in Setup is for who may view it. */
export const seesSetup = ({ user }: Transaction): boolean =>
    ['ViewSetup', 'CustomizeApplication', 'ModifyAllData'].some((name) => user.access.permission(name));

/** A row with the name of its component and what it holds, which is read when it is asked for and by who may view Setup. */
export const withMetadata = (
    org: Org,
    tx: Transaction,
    { type, fullName }: ComponentId,
    row: ToolingRow
): ToolingRow => ({
    ...row,
    FullName: fullName,
    get Metadata() {
        if (!seesSetup(tx)) return null;
        const element = elementOf(retrievableComponents(org), { type, fullName });
        return element ? metadataJson(element, type) : null;
    }
});

type Columns = (fullName: string, text: (name: string) => string | null) => ToolingRow;

/** Name of a part, or of the whole. */
const lastName = (fullName: string): string => fullName.slice(fullName.indexOf('.') + 1);
const objectOf = (fullName: string): string | null =>
    fullName.includes('.') ? (fullName.split('.')[0] ?? null) : null;
const entityOf = (name: string | null): ToolingRow | null =>
    name === null ? null : { attributes: { type: 'EntityDefinition' }, QualifiedApiName: name };

/** Names of layouts have their special letters percent-encoded. */
const decoded = (name: string): string => {
    try {
        return decodeURIComponent(name);
    } catch {
        return name;
    }
};

/** Columns beside those of every component. */
const COLUMNS: Readonly<Record<string, Columns>> = {
    CompactLayout: (fullName, text) => ({ MasterLabel: text('label'), SobjectType: objectOf(fullName) }),
    CustomApplication: (_fullName, text) => ({ Label: text('label'), MasterLabel: text('label') }),
    CustomTab: (_fullName, text) => ({ MasterLabel: text('label'), Url: text('url') }),
    ExternalString: (fullName, text) => ({
        Name: fullName,
        Value: text('value'),
        MasterLabel: text('shortDescription'),
        Category: text('categories'),
        Language: text('language'),
        IsProtected: text('protected') === 'true'
    }),
    FieldSet: (fullName, text) => ({
        MasterLabel: text('label'),
        EntityDefinitionId: objectOf(fullName),
        EntityDefinition: entityOf(objectOf(fullName))
    }),
    GlobalValueSet: (_fullName, text) => ({ MasterLabel: text('masterLabel') }),
    Layout: (fullName) => {
        const at = fullName.indexOf('-');
        const object = fullName.slice(0, at);
        return {
            Name: decoded(fullName.slice(at + 1)),
            TableEnumOrId: object,
            EntityDefinitionId: object,
            EntityDefinition: entityOf(object),
            LayoutType: 'Standard'
        };
    },
    QuickActionDefinition: (fullName, text) => ({
        Label: text('label'),
        MasterLabel: text('label'),
        Type: text('type'),
        SobjectType: objectOf(fullName) ?? 'Global',
        TargetSobjectType: text('targetObject')
    }),
    WebLink: (fullName, text) => ({
        Name: lastName(fullName),
        MasterLabel: text('masterLabel'),
        Url: text('url'),
        LinkType: text('linkType'),
        EntityDefinitionId: objectOf(fullName),
        EntityDefinition: entityOf(objectOf(fullName))
    })
};

/** The rows of all components of a type; none for who may not view Setup. */
const rowsOfType =
    (object: string, type: string, columns: Columns) =>
    (org: Org, tx: Transaction): ToolingRow[] => {
        if (!seesSetup(tx)) return [];
        const components = retrievableComponents(org);
        const members = [...components.values()]
            .flatMap((component) => membersOf(component))
            .filter((member) => member.type === type);
        const ids = idsOfMembers(
            org,
            type,
            members.map(({ fullName }) => fullName)
        );
        return members.map((member, at) => {
            const { fullName } = member;
            let element: XmlElement | undefined;
            const text = (name: string): string | null =>
                soapText((element ??= elementOf(components, member)), name) ?? null;
            return withMetadata(org, tx, member, {
                attributes: { type: object },
                Id: ids[at],
                DeveloperName: lastName(fullName),
                NamespacePrefix: null,
                ManageableState: 'unmanaged',
                Description: text('description'),
                ...columns(fullName, text)
            });
        });
    };

/** How rows of the objects that are nothing but components are worked out. */
export const componentRows: Readonly<Record<string, (org: Org, tx: Transaction) => ToolingRow[]>> = Object.fromEntries(
    METADATA_ROWS.flatMap(([object, type]) => {
        const columns = COLUMNS[object];
        return columns ? [[object, rowsOfType(object, type, columns)] as const] : [];
    })
);
