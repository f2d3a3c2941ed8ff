/** Rows of EntityDefinition, FieldDefinition and EntityParticle. Their Id is the API name: custom metadata refers to them by it. */
import { bareName, isQueryable, particleOf, type FieldDef, type ObjectDef, type Schema } from '../model/index.ts';
import type { MetadataModel } from '../metadata/types.ts';
import type { Mirrors, Row } from './mirrorWriter.ts';

const entityRow = (object: ObjectDef): Row => ({
    Id: object.name,
    DurableId: object.name,
    QualifiedApiName: object.name,
    DeveloperName: bareName(object.name),
    MasterLabel: object.label,
    Label: object.label,
    PluralLabel: object.pluralLabel,
    KeyPrefix: object.keyPrefix,
    IsCustomizable: object.kind === 'custom' || object.kind === 'standard',
    IsCustomSetting: object.kind === 'customSetting',
    IsApexTriggerable: object.kind === 'custom' || object.kind === 'standard',
    IsQueryable: isQueryable(object),
    IsSearchable: object.features.search,
    IsEverCreatable: !object.readOnly,
    IsEverUpdatable: !object.readOnly,
    IsEverDeletable: !object.readOnly,
    IsLayoutable: object.kind === 'custom' || object.kind === 'standard'
});

/** Objects whose rows stand for fields. */
const FIELD_ROWS: ReadonlySet<string> = new Set(['EntityParticle', 'FieldDefinition']);

/** The fields that custom metadata records name: those can be joined. A query of all fields reads the schema itself. */
const namedFields = (schema: Schema, model: MetadataModel): FieldDef[] => {
    const found = new Set<FieldDef>();
    for (const { type, values } of model.customMetadata) {
        const object = schema.object(type);
        for (const [name, value] of values) {
            if (!FIELD_ROWS.has(object?.field(name)?.referenceTo[0] ?? '') || typeof value !== 'string') continue;
            const [owner = '', member = ''] = value.split('.');
            const field = schema.object(owner)?.field(member);
            if (field) found.add(field);
        }
    }
    return [...found];
};

/** Brings the rows of objects, and of the fields that custom metadata names, up to date. */
export const writeDefinitions = (mirrors: Mirrors, model: MetadataModel): void => {
    const { schema } = mirrors;
    mirrors.write('EntityDefinition', 'QualifiedApiName', schema.objects.map(entityRow));
    const rows = namedFields(schema, model).map(particleOf);
    for (const name of FIELD_ROWS) mirrors.write(name, 'DurableId', rows);
};
