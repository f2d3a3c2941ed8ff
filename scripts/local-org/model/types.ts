/** Shapes shared by every part of the local org. No I/O, no dependency. */

import type { AddressPart } from './address.ts';

/** Always 18 characters; compared exactly; 15 → 18 only at the border (`parseId`). */
export type Id = string & { readonly __id?: never };

/** Exact decimal: `unscaled × 10^-scale`. Apex Integer is `number` (int32), Long is `bigint`, Double is `number`. */
export interface DecimalValue {
    readonly unscaled: bigint;
    readonly scale: number;
}
/** A Double once it becomes Object, so that it is never taken for an Integer. */
export interface DoubleBoxValue {
    readonly double: number;
}
/** Days since 1970-01-01. */
export interface DateShape {
    readonly day: number;
}
/** UTC milliseconds; a time zone only when shown or cut into days. */
export interface DatetimeShape {
    readonly ms: number;
}
/** Milliseconds since midnight. */
export interface TimeShape {
    readonly msOfDay: number;
}

/** The value of an address field: text or coordinates by part. */
export interface AddressShape {
    readonly parts: ReadonlyMap<AddressPart, string | DecimalValue | null>;
}

/** The value of a geolocation field, in degrees. */
export interface LocationShape {
    readonly latitude: number;
    readonly longitude: number;
}

/**
 * A field's value as SObjects hold it, by field type:
 * text-like, picklist, id, lookup → string · boolean → boolean · number, currency, percent → Decimal (custom whole numbers too)
 * · integer (standard fields such as NumberOfEmployees) → number
 * · address → AddressValue · location → LocationValue · binary → Uint8Array
 * · date → DateValue · datetime → DatetimeValue · time → TimeValue · absent → null. An empty string is stored as null.
 */
export type Scalar =
    | null
    | boolean
    | number
    | bigint
    | string
    | DecimalValue
    | DoubleBoxValue
    | DateShape
    | DatetimeShape
    | TimeShape
    | AddressShape
    | LocationShape
    | Uint8Array;

export type FieldType =
    | 'id'
    | 'text'
    | 'longText'
    | 'richText'
    | 'picklist'
    | 'multiPicklist'
    | 'integer'
    | 'number'
    | 'currency'
    | 'percent'
    | 'boolean'
    | 'date'
    | 'datetime'
    | 'time'
    | 'lookup'
    | 'masterDetail'
    | 'autoNumber'
    | 'email'
    | 'phone'
    | 'url'
    /** Two numbers shown as one: latitude and longitude. Never stored. */
    | 'location'
    /** Several fields shown as one: `BillingAddress`. Never stored. */
    | 'address'
    /** Bytes: `VersionData` of files. */
    | 'binary';

export interface FormulaSource {
    readonly text: string;
    readonly type: FieldType;
    readonly blanksAsZero: boolean;
}
export interface PicklistValueDef {
    readonly value: string;
    readonly label: string;
    readonly active: boolean;
    readonly isDefault: boolean;
    /** Facts of standard value sets: IsWon, IsClosed, DefaultProbability, ForecastCategoryName … */
    readonly facts: Readonly<Record<string, Scalar>>;
}
export interface PicklistDef {
    readonly restricted: boolean;
    readonly values: readonly PicklistValueDef[];
    readonly controllingField?: string;
    /** Of a dependent picklist: its values by the values of the controlling field that allow them; `checked`, `unchecked` of a checkbox. */
    readonly validFor?: ReadonlyMap<string, ReadonlySet<string>>;
}
export interface RollupDef {
    readonly child: string;
    /** The master-detail field on the child. */
    readonly via: string;
    readonly operation: 'count' | 'sum' | 'min' | 'max';
    readonly field?: string;
    readonly filters: readonly { readonly field: string; readonly operation: string; readonly value: string }[];
}
/** What a lookup's record must be. `field` begins with the target's name or `$Source`. */
export interface LookupFilterDef {
    readonly optional: boolean;
    readonly message: string;
    /** `1 AND (2 OR 3)`; all of them where absent. */
    readonly logic?: string;
    readonly items: readonly {
        readonly field: string;
        readonly operation: string;
        readonly value: string;
        readonly valueField?: string;
    }[];
}
export interface FieldDef {
    readonly object: string;
    readonly name: string;
    readonly label: string;
    readonly helpText?: string;
    readonly description?: string;
    readonly type: FieldType;
    readonly custom: boolean;
    readonly required: boolean;
    readonly length?: number;
    readonly precision?: number;
    readonly scale?: number;
    readonly unique?: 'caseSensitive' | 'caseInsensitive';
    readonly externalId: boolean;
    readonly referenceTo: readonly string[];
    /** Child relationship name as seen from the parent. */
    readonly relationshipName?: string;
    readonly onDelete?: 'cascade' | 'restrict' | 'clear';
    readonly reparentable?: boolean;
    readonly writeRequiresMasterRead?: boolean;
    readonly lookupFilter?: LookupFilterDef;
    /** Of a metadata relationship to a field: the relationship beside it that names the field's object. */
    readonly definedBy?: string;
    readonly picklist?: PicklistDef;
    readonly formula?: FormulaSource;
    readonly rollup?: RollupDef;
    readonly defaultValue?: FormulaSource;
    /** `{0000}` pattern of an auto number. */
    readonly displayFormat?: string;
    /** Of an address or a geolocation: its parts and the fields that hold them. */
    readonly compound?: readonly { readonly part: AddressPart; readonly field: string }[];
    /** Of a part of an address or a geolocation: the field that is made of it. */
    readonly partOf?: string;
    readonly nameField: boolean;
    readonly trackHistory?: boolean;
    readonly can: {
        readonly create: boolean;
        readonly update: boolean;
        readonly filter: boolean;
        readonly sort: boolean;
        readonly group: boolean;
    };
}
export interface ChildRelation {
    readonly name: string;
    readonly child: string;
    readonly field: string;
}
export interface ValidationRuleDef {
    readonly name: string;
    readonly condition: FormulaSource;
    readonly message: string;
    readonly field?: string;
}
export interface RecordTypeDef {
    readonly developerName: string;
    readonly label: string;
    readonly active: boolean;
    /** Lower-case picklist → its values that records of this type may have. */
    readonly picklists: ReadonlyMap<string, readonly string[]>;
    /** Lower-case picklist → the value that new records of this type begin with. */
    readonly presets: ReadonlyMap<string, string>;
    /** Of Opportunity, Case, Lead: the business process, whose values of the stage or status apply. */
    readonly businessProcess?: string;
}
/** A set of fields that pages show. */
export interface FieldSetDef {
    readonly name: string;
    readonly label: string;
    readonly description: string | null;
    /** `Name`, `Account__r.Name`. */
    readonly fields: readonly { readonly path: string; readonly required: boolean }[];
}
export type ObjectKind =
    'standard' | 'custom' | 'customMetadata' | 'customSetting' | 'platformEvent' | 'bigObject' | 'share' | 'history';
/** A field of a big object's index. */
export interface IndexedField {
    readonly field: string;
    readonly descending: boolean;
}
/** Organisation-wide default. */
export type SharingModel = 'private' | 'read' | 'readWrite' | 'controlledByParent';

export interface ObjectDef {
    readonly name: string;
    readonly label: string;
    readonly pluralLabel: string;
    readonly description?: string;
    /** Three characters; never derived from order: the org stores it, `assignKeyPrefixes` in metadata/ fills it. */
    readonly keyPrefix: string;
    readonly kind: ObjectKind;
    readonly fields: readonly FieldDef[];
    /** Case-insensitive look-ups. */
    field(name: string): FieldDef | undefined;
    /** `Account` on Opportunity, `Stage__r` on Onboarding_Item__c → its lookup field. */
    parent(relationship: string): FieldDef | undefined;
    child(relationship: string): ChildRelation | undefined;
    readonly childRelations: readonly ChildRelation[];
    readonly nameField: FieldDef | undefined;
    readonly rules: readonly ValidationRuleDef[];
    readonly recordTypes: readonly RecordTypeDef[];
    readonly fieldSets?: readonly FieldSetDef[];
    readonly sharing: SharingModel;
    /** `Account` → `AccountShare`, `Handoff__c` → `Handoff__Share`; undefined where sharing is public or by parent. */
    readonly shareObject?: string;
    readonly features: {
        readonly activities: boolean;
        readonly history: boolean;
        readonly reports: boolean;
        readonly search: boolean;
    };
    /** Of a custom setting: one row a name, or one for the org and for each profile and user. */
    readonly settings?: 'list' | 'hierarchy';
    /** Of a platform event: delivered only once the transaction is committed, or whatever becomes of it. */
    readonly publishes?: 'afterCommit' | 'immediately';
    /** Of a big object: what tells its records apart, and by what alone they are found. */
    readonly index?: readonly IndexedField[];
    /** Setup objects that DML may not touch (PermissionSet, Profile, ApexClass … in this org come from metadata). */
    readonly readOnly: boolean;
}
/** A currency of an org with several. Source: Object Reference, "CurrencyType". */
export interface CurrencyDef {
    readonly isoCode: string;
    /** How much of it one unit of the corporate currency is. */
    readonly rate: number;
    readonly decimalPlaces: number;
    readonly corporate: boolean;
}
export interface Schema {
    readonly generation: number;
    /** The org's currencies, the corporate one first; undefined in an org with one currency only. */
    readonly currencies?: readonly CurrencyDef[];
    object(name: string): ObjectDef | undefined;
    objectOf(id: Id): ObjectDef | undefined;
    readonly objects: readonly ObjectDef[];
}

export interface SaveError {
    readonly statusCode: string;
    readonly message: string;
    readonly fields: readonly string[];
}
/** A fault in a file a person wrote. Lines and columns from 1. */
export interface Problem {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly message: string;
}
