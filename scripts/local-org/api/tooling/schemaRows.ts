/** Rows of the Tooling API about the schema, as the asking user sees it. Source: Tooling API, "Tooling API Objects". */
import { bareName, definitionOf, particleOf, type FieldDef, type ObjectDef } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import type { Org } from '../../org/types.ts';
import { standardValueSets } from '../../metadata/index.ts';
import { idsOfMembers } from '../../org/memberIds.ts';
import { parentNameOf } from '../records.ts';
import type { ToolingRow } from './memoryQuery.ts';
import { seesSetup, withMetadata } from './metadataRows.ts';

/** Who may view Setup sees the whole schema; others what they may read. */
const visible = (tx: Transaction): readonly ObjectDef[] =>
    seesSetup(tx)
        ? tx.schema.objects
        : tx.schema.objects.filter((object) => tx.user.access.object(object).read || object.kind === 'customMetadata');
const visibleFields = (tx: Transaction, object: ObjectDef): readonly FieldDef[] =>
    seesSetup(tx) ? object.fields : object.fields.filter((field) => tx.user.access.field(field).read);

const entity = (object: ObjectDef): ToolingRow => {
    const custom = object.name.includes('__');
    return {
        attributes: { type: 'EntityDefinition' },
        Id: object.name,
        DurableId: object.name,
        QualifiedApiName: object.name,
        DeveloperName: bareName(object.name),
        NamespacePrefix: null,
        MasterLabel: object.label,
        Label: object.label,
        PluralLabel: object.pluralLabel,
        KeyPrefix: object.keyPrefix,
        IsCustomizable: custom || object.fields.some((field) => field.custom),
        IsCustomSetting: object.kind === 'customSetting',
        IsDeprecatedAndHidden: false,
        IsQueryable: true,
        IsRetrieveable: true,
        IsSearchable: object.features.search,
        IsTriggerable: !object.readOnly,
        IsWorkflowEnabled: false,
        IsApexTriggerable: !object.readOnly,
        Description: object.description ?? null
    };
};

export const entityRows = (_org: Org, tx: Transaction): ToolingRow[] => visible(tx).map(entity);

const fieldRow = (object: ObjectDef, field: FieldDef): ToolingRow => ({
    ...definitionOf(field),
    EntityDefinition: entity(object),
    ReferenceTo: { referenceTo: field.referenceTo },
    RelationshipName: parentNameOf(field),
    ReferenceTargetField: null,
    IsCompound: false
});

export const fieldRows = (_org: Org, tx: Transaction): ToolingRow[] =>
    visible(tx).flatMap((object) => visibleFields(tx, object).map((field) => fieldRow(object, field)));

/** A row of FieldDefinition with the flags of describe that EntityParticle adds. */
export const particleRows = (_org: Org, tx: Transaction): ToolingRow[] =>
    visible(tx).flatMap((object) =>
        visibleFields(tx, object).map((field) => ({
            ...particleOf(field),
            ...fieldRow(object, field),
            IsCreatable: field.can.create && tx.user.access.field(field).edit,
            IsUpdatable: field.can.update && tx.user.access.field(field).edit
        }))
    );

const isCustom = (object: ObjectDef): boolean => object.name.includes('__');

/** The Id of an object as fields and rules refer to it: of a custom object its own, of a standard one its name. */
const tableOf = (ids: ReadonlyMap<string, string>, object: ObjectDef): string => ids.get(object.name) ?? object.name;

/** Ids of custom objects by name. */
const customObjectIds = (org: Org, tx: Transaction): ReadonlyMap<string, string> => {
    const names = visible(tx)
        .filter(isCustom)
        .map(({ name }) => name);
    const ids = idsOfMembers(org, 'CustomObject', names);
    return new Map(names.map((name, at) => [name, ids[at] ?? ''] as const));
};

export const customObjectRows = (org: Org, tx: Transaction): ToolingRow[] => {
    const ids = customObjectIds(org, tx);
    return visible(tx)
        .filter(isCustom)
        .map((object) =>
            withMetadata(
                org,
                tx,
                { type: 'CustomObject', fullName: object.name },
                {
                    Id: tableOf(ids, object),
                    DeveloperName: bareName(object.name),
                    NamespacePrefix: null,
                    Description: object.description ?? null,
                    SharingModel: object.sharing
                }
            )
        );
};

export const customFieldRows = (org: Org, tx: Transaction): ToolingRow[] => {
    const tables = customObjectIds(org, tx);
    const fields = visible(tx).flatMap((object) =>
        visibleFields(tx, object)
            .filter((field) => field.custom)
            .map((field) => ({ object, field }))
    );
    const ids = idsOfMembers(
        org,
        'CustomField',
        fields.map(({ object, field }) => `${object.name}.${field.name}`)
    );
    return fields.map(({ object, field }, at) =>
        withMetadata(
            org,
            tx,
            { type: 'CustomField', fullName: `${object.name}.${field.name}` },
            {
                Id: ids[at],
                DeveloperName: bareName(field.name),
                TableEnumOrId: tableOf(tables, object),
                EntityDefinitionId: tableOf(tables, object),
                EntityDefinition: entity(object),
                NamespacePrefix: null,
                InlineHelpText: field.helpText ?? null,
                Description: field.description ?? null
            }
        )
    );
};

export const validationRuleRows = (org: Org, tx: Transaction): ToolingRow[] => {
    const tables = customObjectIds(org, tx);
    const rules = visible(tx).flatMap((object) => object.rules.map((rule) => ({ object, rule })));
    const ids = idsOfMembers(
        org,
        'ValidationRule',
        rules.map(({ object, rule }) => `${object.name}.${rule.name}`)
    );
    return rules.map(({ object, rule }, at) =>
        withMetadata(
            org,
            tx,
            { type: 'ValidationRule', fullName: `${object.name}.${rule.name}` },
            {
                Id: ids[at],
                ValidationName: rule.name,
                EntityDefinitionId: tableOf(tables, object),
                EntityDefinition: entity(object),
                Active: true,
                ErrorMessage: rule.message,
                ErrorDisplayField: rule.field ?? null,
                NamespacePrefix: null
            }
        )
    );
};

/** `sf project generate manifest` asks which standard value sets there are: `listMetadata` does not tell them. */
export const standardValueSetRows = ({ current }: Org): ToolingRow[] =>
    [...standardValueSets(current.model.components('StandardValueSet'))].map(([name, values]) => ({
        Id: name,
        DurableId: name,
        MasterLabel: name,
        FullName: name,
        Metadata: {
            groupingStringEnum: null,
            sorted: false,
            standardValue: values.map(({ value, label, isDefault, active, facts }) => ({
                valueName: value,
                label,
                default: isDefault,
                isActive: active ? null : false,
                closed: facts.IsClosed ?? null,
                won: facts.IsWon ?? null
            })),
            urls: null
        }
    }));

export const flexiPageRows = (org: Org, tx: Transaction): ToolingRow[] => {
    if (!seesSetup(tx)) return [];
    const { flexiPages } = org.current.model.pages;
    const ids = idsOfMembers(
        org,
        'FlexiPage',
        flexiPages.map(({ name }) => name)
    );
    return flexiPages.map((page, at) =>
        withMetadata(
            org,
            tx,
            { type: 'FlexiPage', fullName: page.name },
            {
                Id: ids[at],
                DeveloperName: page.name,
                MasterLabel: page.label,
                Type: page.type,
                EntityDefinitionId: page.object ?? null,
                NamespacePrefix: null
            }
        )
    );
};
