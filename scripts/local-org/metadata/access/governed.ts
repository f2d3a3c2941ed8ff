import { fold, type FieldDef, type ObjectDef } from '../../model/index.ts';

/** Standard objects that object permissions name. Source: Profile, "objectPermissions"; Salesforce Help, "Standard Object Permissions". */
const OWN_RIGHTS = ['Account', 'Contact', 'Opportunity', 'Product2', 'Pricebook2'];
/** Standard objects that follow the rights of another one. Source: Object Reference, "Special Access Rules" of each. */
const FOLLOWS: Readonly<Record<string, string>> = {
    opportunitylineitem: 'Opportunity',
    opportunitycontactrole: 'Opportunity',
    opportunityshare: 'Opportunity',
    accountshare: 'Account',
    contactshare: 'Contact',
    pricebookentry: 'Pricebook2'
};
const OWN = new Map(OWN_RIGHTS.map((name) => [fold(name), name]));

/**
 * The object whose rights in profiles and permission sets govern an object: itself, or the one it follows (`OpportunityLineItem` →
 * `Opportunity`, `Handoff__Share` → `Handoff__c`); undefined where no object permission governs it (User, Task, custom metadata, setup).
 */
export const governingObject = (object: ObjectDef): string | undefined => {
    if (object.kind === 'custom' || object.kind === 'platformEvent') return object.name;
    if (object.kind === 'share' && /__share$/i.test(object.name)) return object.name.replace(/__share$/i, '__c');
    return OWN.get(fold(object.name)) ?? FOLLOWS[fold(object.name)];
};

/** Standard objects without object permissions whose fields a permission set may still name. */
const FIELDS_ONLY = new Set(['task', 'event']);
/** Fields that everyone who sees the record sees, though they can be written. Source: Salesforce Help, "Field-Level Security". */
const ALWAYS = new Set([
    'opportunity.forecastcategoryname',
    'opportunity.pricebook2id',
    'opportunity.isprivate',
    'contact.salutation',
    'contact.firstname',
    'opportunitylineitem.pricebookentryid',
    'opportunitylineitem.product2id',
    'product2.isactive',
    'pricebook2.isactive',
    'pricebookentry.unitprice',
    'pricebookentry.isactive',
    'pricebookentry.usestandardprice',
    'task.activitydate',
    'task.subject',
    'event.subject',
    'event.activitydate',
    'event.activitydatetime',
    'event.startdatetime',
    'event.enddatetime',
    'event.isalldayevent',
    'event.durationinminutes'
]);
/** Read-only standard fields that field permissions do govern. */
const COMPUTED = new Set(['opportunity.expectedrevenue']);
const SYSTEM = new Set(['ownerid', 'recordtypeid', 'isdeleted', 'id', 'currencyisocode']);

/**
 * Whether a profile or permission set can name a field; if not, whoever may read the object reads it.
 * Never: required fields, master-detail fields, names and their parts, system fields. Source: Metadata API, PermissionSet fieldPermissions.
 */
export const isPermissionable = (field: FieldDef, object: ObjectDef): boolean => {
    if (field.nameField || field.required || field.type === 'masterDetail' || field.type === 'id') return false;
    if (object.kind === 'custom') return field.custom;
    if (
        object.kind === 'platformEvent' ||
        object.kind === 'customMetadata' ||
        object.kind === 'customSetting' ||
        object.kind === 'share'
    )
        return false;
    if (field.custom) return true;
    const key = fold(`${object.name}.${field.name}`);
    if (!FIELDS_ONLY.has(fold(object.name)) && governingObject(object) === undefined) return false;
    if (SYSTEM.has(fold(field.name)) || ALWAYS.has(key)) return false;
    return field.can.create || field.can.update || COMPUTED.has(key);
};

/** Compound fields that are granted as a whole → the prefix of their parts: `Account.BillingAddress` grants `BillingCity` … */
const COMPOUNDS: Readonly<Record<string, readonly string[]>> = {
    account: ['Billing', 'Shipping'],
    contact: ['Mailing', 'Other']
};
const ADDRESS_PARTS = ['Street', 'City', 'State', 'PostalCode', 'Country', 'Latitude', 'Longitude', 'GeocodeAccuracy'];

/** The fields that a name in `fieldPermissions` stands for: parts of an address, or itself; empty where there is none. */
export const fieldsGrantedBy = (name: string, object: ObjectDef): readonly FieldDef[] => {
    const prefix = COMPOUNDS[fold(object.name)]?.find((start) => fold(`${start}Address`) === fold(name));
    const names = prefix === undefined ? [name] : ADDRESS_PARTS.map((part) => prefix + part);
    return names.map((each) => object.field(each)).filter((field) => field !== undefined);
};

/** The compound field that a part belongs to: `BillingCity` → `BillingAddress`. */
export const compoundOf = (field: FieldDef): string | undefined => {
    const prefix = COMPOUNDS[fold(field.object)]?.find((start) =>
        ADDRESS_PARTS.some((part) => fold(start + part) === fold(field.name))
    );
    return prefix === undefined ? undefined : `${prefix}Address`;
};
