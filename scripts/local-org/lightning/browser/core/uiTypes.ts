/** Shapes of the User Interface API, as far as pages use them. Source: User Interface API Developer Guide, "Response Bodies". */
export interface FieldValue {
    readonly displayValue: string | null;
    readonly value: unknown;
}
export interface UiRecord {
    readonly apiName: string;
    readonly id: string;
    readonly fields: Readonly<Record<string, FieldValue>>;
    readonly [further: string]: unknown;
}
export interface FieldInfo {
    readonly apiName: string;
    readonly label: string;
    readonly dataType: string;
    readonly extraTypeInfo: string | null;
    readonly createable: boolean;
    readonly updateable: boolean;
    readonly required: boolean;
    readonly inlineHelpText: string | null;
    readonly length: number;
    readonly precision: number;
    readonly scale: number;
    readonly reference: boolean;
    readonly referenceToInfos: readonly { readonly apiName: string; readonly nameFields: readonly string[] }[];
    readonly relationshipName: string | null;
    readonly nameField: boolean;
    readonly htmlFormatted: boolean;
    readonly sortable: boolean;
}
export interface ObjectInfo {
    readonly apiName: string;
    readonly label: string;
    readonly labelPlural: string;
    readonly keyPrefix: string;
    readonly createable: boolean;
    readonly updateable: boolean;
    readonly deletable: boolean;
    readonly defaultRecordTypeId: string;
    readonly nameFields: readonly string[];
    readonly fields: Readonly<Record<string, FieldInfo>>;
    readonly childRelationships: readonly {
        readonly relationshipName: string;
        readonly childObjectApiName: string;
        readonly fieldName: string;
    }[];
}
export interface PicklistValues {
    readonly defaultValue: { readonly value: string } | null;
    readonly values: readonly { readonly label: string; readonly value: string }[];
}
export interface LayoutItem {
    readonly editableForNew: boolean;
    readonly editableForUpdate: boolean;
    readonly label: string;
    readonly required: boolean;
    readonly layoutComponents: readonly { readonly apiName: string | null; readonly componentType: string }[];
}
export interface LayoutSection {
    readonly id: string;
    readonly heading: string;
    readonly useHeading: boolean;
    readonly columns: number;
    readonly layoutRows: readonly { readonly layoutItems: readonly LayoutItem[] }[];
}
export interface Layout {
    readonly sections: readonly LayoutSection[];
}
export interface ListColumn {
    readonly fieldApiName: string;
    readonly label: string;
    readonly lookupId: string | null;
    readonly sortable: boolean;
}
export interface ListInfo {
    readonly label: string;
    readonly createable: boolean;
    readonly displayColumns: readonly ListColumn[];
}
export interface RecordPage {
    readonly count: number;
    readonly records: readonly UiRecord[];
    readonly nextPageToken: string | null;
    readonly previousPageToken: string | null;
}
/** A reference to a field: `Account.Name`, or what `@salesforce/schema` gives. */
export type FieldReference = string | { readonly objectApiName: string; readonly fieldApiName: string };
export type ObjectReference = string | { readonly objectApiName: string };

export const fieldName = (field: FieldReference): string =>
    typeof field === 'string' ? field : `${field.objectApiName}.${field.fieldApiName}`;
export const objectName = (object: ObjectReference): string =>
    typeof object === 'string' ? object : object.objectApiName;
/** One or several, as adapters take them. */
export const asList = <Value>(value: Value | readonly Value[] | undefined | null): readonly Value[] =>
    value === undefined || value === null ? [] : Array.isArray(value) ? (value as readonly Value[]) : [value as Value];
