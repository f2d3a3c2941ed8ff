import { createHash, randomBytes } from 'node:crypto';
import { MY_DOMAIN, requireField, SObject } from '../../../model/index.ts';
import type { Id, ObjectDef, Scalar } from '../../../model/index.ts';
import { findId, markOldVersions } from '../../storage/finders.ts';
import { textOf } from '../../storage/values.ts';
import { writeSetupRow } from './setup/rows.ts';
import { recordOf, setKnown } from './lookups.ts';
import { saveRelated } from '../related.ts';
import { fail, sound } from '../row.ts';
import type { Row, Work } from '../row.ts';
import type { Derive } from './index.ts';

/** Source: Object Reference, "ContentVersion", FileType: names of the most common kinds; others are UNKNOWN. */
const FILE_TYPES: Readonly<Record<string, string>> = {
    csv: 'CSV',
    doc: 'WORD',
    docx: 'WORD_X',
    gif: 'GIF',
    htm: 'HTML',
    html: 'HTML',
    jpeg: 'JPG',
    jpg: 'JPG',
    js: 'JS',
    json: 'JSON',
    m4a: 'M4A',
    mp3: 'MP3',
    mp4: 'MP4',
    pdf: 'PDF',
    png: 'PNG',
    ppt: 'POWER_POINT',
    pptx: 'POWER_POINT_X',
    rtf: 'RTF',
    snote: 'SNOTE',
    svg: 'SVG',
    txt: 'TEXT',
    xls: 'EXCEL',
    xlsx: 'EXCEL_X',
    xml: 'XML',
    zip: 'ZIP'
};

const extensionOf = (path: string): string | null => /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? null;
const stemOf = (path: string): string => path.replace(/^.*[/\\]/, '').replace(/\.[^.]+$/, '');

/** What a version's bytes and path say about it. Source: Object Reference, "ContentVersion". */
export const deriveVersion: Derive = (work, record, before) => {
    const path = textOf(record.get('PathOnClient'));
    if ((record.get('Title') ?? null) === null && path !== '') record.set('Title', stemOf(path));
    const extension = extensionOf(path);
    const data = record.get('VersionData');
    record.set('FileExtension', extension);
    record.set('FileType', extension === null ? 'UNKNOWN' : (FILE_TYPES[extension] ?? 'UNKNOWN'));
    if (data instanceof Uint8Array) {
        record.set('ContentSize', data.length);
        record.set('Checksum', createHash('md5').update(data).digest('hex'));
        setKnown(record, 'ContentModifiedDate', work.tx.now);
        setKnown(record, 'ContentModifiedById', work.tx.user.userId);
    }
    // Published to a library (P), or somebody's own (R).
    const inLibrary = recordOf(work, 'ContentWorkspace', record.get('FirstPublishLocationId')) !== undefined;
    setKnown(record, 'PublishStatus', inLibrary ? 'P' : 'R');
    if (before) return;
    record.set('IsLatest', true);
    if ((record.get('ContentLocation') ?? null) === null) record.set('ContentLocation', 'S');
    if ((record.get('Origin') ?? null) === null) record.set('Origin', 'C');
};

/**
 * Where the outside world finds a file. Source: Object Reference, "ContentDistribution": DistributionPublicUrl, ContentDownloadUrl (where
 * the original may be downloaded), PdfDownloadUrl, Password.
 */
export const deriveDistribution: Derive = (work, record, before) => {
    const version = recordOf(work, 'ContentVersion', record.get('ContentVersionId'));
    record.set('ContentDocumentId', version?.get('ContentDocumentId') ?? null);
    if (before) return;
    const key = randomBytes(18).toString('base64url');
    const site = `https://${MY_DOMAIN}.file.force.com/sfc`;
    record.set('DistributionPublicUrl', `${site}/p/${key}`);
    if (record.get('PreferencesAllowOriginalDownload') !== false)
        record.set('ContentDownloadUrl', `${site}/dist/version/download/?ids=${textOf(version?.id)}&d=${key}`);
    if (record.get('PreferencesAllowPDFDownload') === true)
        record.set('PdfDownloadUrl', `${site}/dist/version/renditionDownload?rendition=PDF&ids=${textOf(version?.id)}`);
    if (record.get('PreferencesPasswordRequired') === true)
        record.set('Password', randomBytes(6).toString('base64url'));
    record.set('ViewCount', 0);
};

/** How long an attachment or document is. */
export const deriveBody: Derive = (_work, record, before) => {
    const body = record.get('Body');
    if (!before || body !== undefined) record.set('BodyLength', body instanceof Uint8Array ? body.length : 0);
};

/** A link's visibility and share type. Source: Object Reference, "ContentDocumentLink". */
export const deriveLink: Derive = (_work, record) => {
    if ((record.get('Visibility') ?? null) === null) record.set('Visibility', 'AllUsers');
    if ((record.get('ShareType') ?? null) === null) record.set('ShareType', 'V');
};

export const checkVersions = (_work: Work, _object: ObjectDef, rows: readonly Row[]): void => {
    for (const row of sound(rows)) {
        const missing = ['PathOnClient', 'VersionData'].filter((name) => (row.record.get(name) ?? null) === null);
        if (!row.old && missing.length > 0)
            fail(row, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing);
    }
};

/** One link between a document and a record. */
export const checkLinks = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const seen = new Set<string>();
    for (const row of sound(rows)) {
        if (row.old) continue;
        if ((row.record.get('ShareType') ?? null) === null) {
            fail(row, 'REQUIRED_FIELD_MISSING', 'Required fields are missing: [ShareType]', ['ShareType']);
            continue;
        }
        const pair = ['ContentDocumentId', 'LinkedEntityId'].map(
            (name) => [requireField(object, name), row.record.get(name) ?? null] as const
        );
        const key = pair.map(([, value]) => textOf(value)).join(' ');
        if (seen.has(key) || findId(work.storage.generation, object, pair) !== undefined)
            fail(
                row,
                'DUPLICATE_VALUE',
                'duplicate value found: <unknown> duplicates value on record with id: <unknown>'
            );
        seen.add(key);
    }
};

const objectNamed = (work: Work, name: string): ObjectDef => {
    const object = work.storage.generation.schema.object(name);
    if (!object) throw new RangeError(`no object ${name}`);
    return object;
};

/** A record with these values, of the fields that its object has. */
const recordWith = (object: ObjectDef, values: Readonly<Record<string, Scalar | undefined>>): SObject => {
    const record = new SObject(object);
    for (const [name, value] of Object.entries(values))
        if (value !== undefined && object.field(name)) record.set(name, value);
    return record;
};

/** A first version brings its document along; a later one takes the next number. */
export const prepareVersions = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const fresh = sound(rows).filter((row) => !row.old);
    const documents = objectNamed(work, 'ContentDocument');
    const made = new Map<SObject, Row>();
    for (const row of fresh) {
        const { record } = row;
        const document = record.get('ContentDocumentId');
        if (typeof document === 'string') {
            const versions = work.storage.rowsWhere(object, requireField(object, 'ContentDocumentId'), [document]);
            const numbers = versions.map((version) => Number(version.get('VersionNumber')));
            record.set('VersionNumber', String(Math.max(0, ...numbers) + 1));
            continue;
        }
        record.set('VersionNumber', '1');
        const { Title, FileType } = { Title: record.get('Title') ?? null, FileType: record.get('FileType') ?? null };
        made.set(
            recordWith(documents, { Title, FileType, OwnerId: record.get('OwnerId') ?? work.tx.user.userId }),
            row
        );
    }
    saveRelated(work, 'insert', documents, [...made.keys()], (record) => [made.get(record) as Row]);
    for (const [document, row] of made) row.record.set('ContentDocumentId', document.id ?? null);
};

/** The document shows its newest version; whoever made it, and where it is published first, has a link. */
export const publishVersions = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    const documents = objectNamed(work, 'ContentDocument');
    const links = objectNamed(work, 'ContentDocumentLink');
    const updates = new Map<SObject, Row>();
    const inserts = new Map<SObject, Row>();
    for (const row of sound(rows)) {
        if (row.old) continue;
        const { record } = row;
        const document = record.get('ContentDocumentId') as Id;
        markOldVersions(work.storage.generation, object, document, row.id as Id);
        const shown = [
            'Title',
            'Description',
            'FileType',
            'FileExtension',
            'ContentSize',
            'PublishStatus',
            'ContentModifiedDate'
        ];
        const update = recordWith(documents, {
            ...Object.fromEntries(shown.map((name) => [name, record.get(name) ?? null])),
            LatestPublishedVersionId: row.id ?? null
        });
        update.id = document;
        updates.set(update, row);
        if (record.get('VersionNumber') !== '1') continue;
        const link = (entity: Scalar, share: string): void => {
            const values = {
                ContentDocumentId: document,
                LinkedEntityId: entity,
                ShareType: share,
                Visibility: 'AllUsers'
            };
            inserts.set(recordWith(links, values), row);
        };
        const owner = record.get('OwnerId') ?? work.tx.user.userId;
        link(owner, 'I');
        const place = record.get('FirstPublishLocationId') ?? null;
        if (place !== null && place !== owner) link(place, 'V');
        if (record.get('PublishStatus') === 'P')
            writeSetupRow(work, 'ContentWorkspaceDoc', {
                ContentWorkspaceId: place,
                ContentDocumentId: document,
                IsOwner: true
            });
    }
    saveRelated(work, 'update', documents, [...updates.keys()], (record) => [updates.get(record) as Row]);
    saveRelated(work, 'insert', links, [...inserts.keys()], (record) => [inserts.get(record) as Row]);
};
