/** `listMetadata`, `describeMetadata`: which components there are, of which types. */
import {
    FOLDER_CONTENTS,
    OBJECT_PART_TYPES,
    TYPE_PLACES,
    UNSUPPORTED_TYPES,
    holderOf,
    membersOf
} from '../../metadata/index.ts';
import type { ComponentId, ComponentSource, XmlElement } from '../../metadata/index.ts';
import { PlatformError } from '../../model/index.ts';
import { soapChildren, soapText } from '../soap/envelope.ts';
import type { SoapValue } from '../soap/envelope.ts';
import type { Call } from '../types.ts';
import { requireDeployer } from './deploys.ts';
import { FileFacts } from './fileFacts.ts';
import { retrievableComponents } from './platformComponents.ts';

type Result = Readonly<Record<string, SoapValue>>;

/** Source: Metadata API Developer Guide, "listMetadata()": three queries a call. */
const MOST_QUERIES = 3;
/** Types of which `listMetadata` tells nothing on the platform either; the Tooling API has their rows. */
const UNLISTED: ReadonlySet<string> = new Set(['StandardValueSet']);

/** Where a member's file stands in Metadata API format. */
const fileOf = (member: ComponentId): string => {
    const holder = holderOf(member);
    const place = TYPE_PLACES.get(holder.type);
    const path = `${place?.folder ?? holder.type}/${holder.fullName}`;
    return place?.suffix ? `${path}.${place.suffix}` : path;
};

/** Folder of `Sales/Won`; undefined of what stands in none. */
const folderOf = (fullName: string): string | undefined => {
    const at = fullName.lastIndexOf('/');
    return at < 0 ? undefined : fullName.slice(0, at);
};
const IN_FOLDERS: ReadonlySet<string> = new Set(FOLDER_CONTENTS.values());

/** The members of a component as a list has them: labels are listed beside the file that holds them. */
const listed = (component: ComponentSource): ComponentId[] => {
    const { type, fullName } = component;
    return type === 'CustomLabels' ? [{ type, fullName }, ...membersOf(component)] : membersOf(component);
};

/**
 * The members of one type; none of a type that the org knows and cannot hold.
 * @throws PlatformError INVALID_TYPE where no type has that name
 */
const membersOfType = (components: () => ReadonlyMap<string, ComponentSource>, type: string): ComponentId[] => {
    const holder = holderOf({ type, fullName: '' }).type;
    if (UNLISTED.has(type) || UNSUPPORTED_TYPES.has(type)) return [];
    if (!TYPE_PLACES.has(holder)) throw new PlatformError('INVALID_TYPE', `Unknown type:${type}`);
    return [...components().values()]
        .filter((component) => component.type === holder)
        .flatMap(listed)
        .filter((member) => member.type === type);
};

/**
 * One line for each member of the types that are asked for; of those that stand in folders, for each in the folder that is named.
 * Source: Metadata API Developer Guide, "listMetadata()".
 * @throws PlatformError EXCEEDED_ID_LIMIT for more than three queries
 */
export const listMetadata = (call: Call, body: XmlElement): Result =>
    call.transaction((tx): Result => {
        requireDeployer(tx);
        const queries = soapChildren(body, 'queries');
        if (queries.length > MOST_QUERIES)
            throw new PlatformError(
                'EXCEEDED_ID_LIMIT',
                `record limit reached. cannot submit more than ${MOST_QUERIES} queries into this call`
            );
        const facts = new FileFacts(call.org, tx);
        let found: ReadonlyMap<string, ComponentSource> | undefined;
        const components = (): ReadonlyMap<string, ComponentSource> => (found ??= retrievableComponents(call.org));
        return {
            result: queries.flatMap((query) => {
                const type = soapText(query, 'type') ?? '';
                const folder = soapText(query, 'folder');
                const members = membersOfType(components, type).filter(
                    ({ fullName }) => !IN_FOLDERS.has(type) || folderOf(fullName) === folder
                );
                return facts.ofAll(members, fileOf);
            })
        };
    });

/** Child types by their container. */
const childrenOf = (type: string): readonly string[] =>
    type === 'CustomObject' ? [...OBJECT_PART_TYPES] : type === 'CustomLabels' ? ['CustomLabel'] : [];

/** The types that the org can hold. Source: Metadata API Developer Guide, "DescribeMetadataResult"; folders are no types of their own there. */
export const describeMetadata = (call: Call): Result =>
    call.transaction((tx): Result => {
        requireDeployer(tx);
        return {
            result: {
                metadataObjects: [...TYPE_PLACES]
                    .filter(([xmlName]) => !FOLDER_CONTENTS.has(xmlName))
                    .map(([xmlName, { folder, suffix, hasContent }]) => ({
                        childXmlNames: childrenOf(xmlName),
                        directoryName: folder,
                        inFolder: IN_FOLDERS.has(xmlName),
                        metaFile: hasContent && suffix !== '',
                        suffix: suffix === '' ? undefined : suffix,
                        xmlName
                    })),
                organizationNamespace: '',
                partialSaveAllowed: true,
                testRequired: false
            }
        };
    });
